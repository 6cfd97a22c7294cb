package io.waymark.console.readmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.Flag;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** What the other services would publish about one number of STO. */
public record Records(String number) {

    public static final OffsetDateTime SIGNED_AT = OffsetDateTime.parse("2023-06-30T16:05:00+08:00");

    public ShipmentId id() {
        return ShipmentId.of("sto", number);
    }

    public Shipment shipment(ShipmentStatus status, SubStatus subStatus, long revision, String... aliases) {
        boolean delivered = status == ShipmentStatus.DELIVERED;
        return new Shipment(
                id(),
                "sto",
                number,
                "SOMEBODYS-ORDER",
                true,
                status,
                subStatus,
                delivered ? Monitoring.ENDED : Monitoring.ACTIVE,
                null,
                List.of(aliases),
                delivered ? SIGNED_AT : null,
                SIGNED_AT,
                null,
                delivered ? Set.of(Flag.POST_DELIVERY_SCAN) : Set.of(),
                2,
                revision);
    }

    /** Delivered, as that scan says. */
    public Shipment deliveredBy(TrackingEvent scan, long revision) {
        Shipment delivered = shipment(ShipmentStatus.DELIVERED, scan.subStatus(), revision);
        return new Shipment(
                delivered.shipmentId(),
                delivered.carrier(),
                delivered.trackingNumber(),
                delivered.orderId(),
                delivered.registered(),
                delivered.status(),
                delivered.subStatus(),
                delivered.monitoring(),
                delivered.monitoringSubscription(),
                delivered.aliases(),
                delivered.deliveredAt(),
                delivered.lastEventAt(),
                scan.scanId(),
                delivered.flags(),
                delivered.sequence(),
                delivered.revision());
    }

    public TrackingEvent event(long sequence, SubStatus subStatus, OffsetDateTime at) {
        return event(sequence, subStatus, at, "waymark.raw.v1-0@7#raw-" + sequence);
    }

    /** @param source the raw record that told it */
    public TrackingEvent event(long sequence, SubStatus subStatus, OffsetDateTime at, String source) {
        return event(sequence, TrackingEvent.Type.EVENT, subStatus, at, source);
    }

    public TrackingEvent correction(long sequence, TrackingEvent of, SubStatus subStatus) {
        TrackingEvent event = event(
                sequence,
                TrackingEvent.Type.CORRECTION,
                subStatus,
                of.occurredAt(),
                "waymark.raw.v1-0@7#raw-" + sequence);
        return new TrackingEvent(
                event.eventId(),
                event.type(),
                of.eventId(),
                event.shipmentId(),
                event.carrier(),
                event.trackingNumber(),
                sequence,
                event.status(),
                subStatus,
                event.occurredAt(),
                event.recordedAt(),
                event.description(),
                event.location(),
                event.provider(),
                event.rawCode(),
                event.leg(),
                event.evidence(),
                event.rule(),
                event.mappingVersion(),
                event.source(),
                event.withdrawn(),
                event.late());
    }

    public Settlement settlement(String transaction, SettlementState state, long revision) {
        return new Settlement(
                SettlementBinding.idOf("onerway", transaction, number),
                "default",
                id(),
                "onerway",
                transaction,
                number,
                state,
                "",
                1,
                null,
                false,
                Instant.parse("2023-06-30T08:05:04Z"),
                revision);
    }

    /** What the poller asks once it has booked the number. */
    public Command command(String merchantId) {
        return command(merchantId, Command.REGISTER_SHIPMENT, "");
    }

    /** @param more fields of the body besides carrier and number, each with a comma before it */
    public Command command(String merchantId, String type, String more) {
        try {
            return new Command(
                    "booking:" + number,
                    type,
                    id().toString(),
                    "poller",
                    merchantId,
                    "",
                    Instant.parse("2023-06-29T02:00:00Z"),
                    JsonSerde.mapper()
                            .readTree("{\"carrier\": \"sto\", \"trackingNumber\": \"" + number + "\"" + more + "}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(more, e);
        }
    }

    private TrackingEvent event(
            long sequence, TrackingEvent.Type type, SubStatus subStatus, OffsetDateTime at, String source) {
        return new TrackingEvent(
                NameBasedId.of(id().value(), "event:" + sequence),
                type,
                null,
                id(),
                "sto",
                number,
                sequence,
                subStatus.status(),
                subStatus,
                at,
                Instant.parse("2023-06-30T08:05:03.120Z"),
                "已签收",
                new Location("杭州濱江公司", null),
                "kuaidi100",
                "301",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "kuaidi100:301",
                "kuaidi100@3",
                source,
                false,
                false);
    }
}
