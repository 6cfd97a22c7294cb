package io.waymark.poller.subscription;

import io.waymark.contract.Goods;
import io.waymark.contract.International;
import io.waymark.contract.Monitoring;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Registrations as merchants make them. */
final class Shipments {

    private Shipments() {}

    static RegisteredShipment registered(String carrier, String number, Tracking tracking) {
        return registered(carrier, number, 1, registration("default", tracking, "广东省深圳市", "13488888888"));
    }

    static RegisteredShipment registered(String carrier, String number, long revision, Registration... registrations) {
        return new RegisteredShipment(
                ShipmentId.of(carrier, number), carrier, number, List.of(registrations), revision);
    }

    /** As the normalizer publishes what a provider says that has told no scan. */
    static Shipment told(String number, Monitoring monitoring, int subscription, long revision) {
        return new Shipment(
                ShipmentId.of("yto", number),
                "yto",
                number,
                null,
                true,
                ShipmentStatus.NOT_FOUND,
                SubStatus.NO_RECORD,
                monitoring,
                subscription,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                0,
                revision);
    }

    static Registration registration(String merchant, Tracking tracking) {
        return registration(merchant, tracking, null, null);
    }

    static Registration registration(String merchant, Tracking tracking, String origin, String phone) {
        return registration(merchant, tracking, origin, phone, null);
    }

    static Registration registration(
            String merchant, Tracking tracking, String origin, String phone, International international) {
        return new Registration(
                merchant,
                null,
                origin,
                "北京市",
                phone,
                tracking,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                international,
                List.of(),
                Instant.now());
    }
}
