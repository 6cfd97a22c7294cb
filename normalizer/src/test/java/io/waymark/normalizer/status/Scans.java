package io.waymark.normalizer.status;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Payloads for tests of the state machine, without a provider's wire format. */
final class Scans {

    static final ShipmentId SHIPMENT = ShipmentId.of("yto", "YT1");
    static final OffsetDateTime START = OffsetDateTime.parse("2024-05-01T08:00:00+08:00");
    static final Instant RECEIVED = Instant.parse("2024-05-10T00:00:00Z");

    /** One raw payload and what was read out of it. */
    record Payload(RawPayload raw, ProviderId provider, ParsedPayload parsed) {

        Payload receivedAt(Instant time) {
            return with(raw.subscription(), time);
        }

        Payload ofSubscription(int number) {
            return with(number, raw.receivedAt());
        }

        private Payload with(int subscription, Instant receivedAt) {
            return new Payload(
                    new RawPayload(
                            raw.id(),
                            raw.provider(),
                            raw.shipmentId(),
                            raw.carrier(),
                            raw.trackingNumber(),
                            raw.route(),
                            subscription,
                            receivedAt,
                            raw.contentType(),
                            raw.body(),
                            raw.evidence(),
                            raw.verifiedBy(),
                            raw.keyId()),
                    provider,
                    parsed);
        }
    }

    private Scans() {}

    /** A scan that happened that many hours after the start. */
    static Scan scan(String code, int hours) {
        return scan(code, hours, Leg.SINGLE, code + "@" + hours, 5);
    }

    static Scan scan(String code, int hours, Leg leg, String identity, int rank) {
        return new Scan(
                identity,
                leg,
                START.plusHours(hours),
                leg == Leg.DESTINATION,
                "text of " + identity,
                Location.UNKNOWN,
                0,
                new Reading(rank, code, ""));
    }

    static Payload kuaidi100(Scan... scans) {
        return payload(
                ProviderId.KUAIDI100,
                new ParsedPayload(List.of(scans), Optional.of(Monitoring.ACTIVE), false, Optional.empty(), List.of()));
    }

    static Payload kuaidi100(Monitoring monitoring, boolean updateAll, Scan... scans) {
        return payload(
                ProviderId.KUAIDI100,
                new ParsedPayload(List.of(scans), Optional.of(monitoring), updateAll, Optional.empty(), List.of()));
    }

    static Payload sto(Scan scan) {
        return payload(ProviderId.STO, ParsedPayload.ofScan(scan));
    }

    static Payload payload(ProviderId provider, ParsedPayload parsed) {
        RawPayload raw = new RawPayload(
                "raw",
                provider.code(),
                SHIPMENT,
                "yto",
                "YT1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                RECEIVED,
                "",
                new byte[0],
                Evidence.SIGNED_PUSH,
                "test",
                null);
        return new Payload(raw, provider, parsed);
    }

    static ShipmentHistory empty() {
        return ShipmentHistory.of(SHIPMENT, "yto", "YT1");
    }
}
