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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the other services would publish about one number of STO. */
public record Records(String number) {

    public static final OffsetDateTime SIGNED_AT = OffsetDateTime.parse("2023-06-30T16:05:00+08:00");

    private static final Instant RECORDED_AT = Instant.parse("2023-06-30T08:05:03.120Z");
    private static final Location PLACE = new Location("杭州濱江公司", null);

    public ShipmentId id() {
        return ShipmentId.of("sto", number);
    }

    public Shipment shipment(ShipmentStatus status, SubStatus subStatus, long revision, String... aliases) {
        return shipment(status, subStatus, null, 2, revision, aliases);
    }

    /** Delivered, as that scan says. */
    public Shipment deliveredBy(TrackingEvent scan, long revision) {
        return shipment(ShipmentStatus.DELIVERED, scan.subStatus(), scan.scanId(), 2, revision);
    }

    /** The revision after as many events. */
    Shipment after(long events, ShipmentStatus status, SubStatus subStatus) {
        return shipment(status, subStatus, null, events, events);
    }

    private Shipment shipment(
            ShipmentStatus status,
            SubStatus subStatus,
            @Nullable UUID decidedBy,
            long sequence,
            long revision,
            String... aliases) {
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
                decidedBy,
                delivered ? Set.of(Flag.POST_DELIVERY_SCAN) : Set.of(),
                sequence,
                revision);
    }

    public TrackingEvent event(long sequence, SubStatus subStatus, OffsetDateTime at) {
        return event(sequence, subStatus, at, source(sequence));
    }

    /** @param source the raw record that told it */
    public TrackingEvent event(long sequence, SubStatus subStatus, OffsetDateTime at, String source) {
        return event(sequence, null, subStatus, at, RECORDED_AT, PLACE, source, false);
    }

    public TrackingEvent correction(long sequence, TrackingEvent of, SubStatus subStatus) {
        return event(sequence, of, subStatus, of.occurredAt(), RECORDED_AT, PLACE, source(sequence), false);
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

    static String source(long sequence) {
        return "waymark.raw.v1-0@7#raw-" + sequence;
    }

    /** @param corrects null for a scan that is told for the first time */
    TrackingEvent event(
            long sequence,
            @Nullable TrackingEvent corrects,
            SubStatus subStatus,
            OffsetDateTime at,
            Instant recordedAt,
            Location place,
            String source,
            boolean withdrawn) {
        return new TrackingEvent(
                NameBasedId.of(id().value(), "event:" + sequence),
                corrects == null ? TrackingEvent.Type.EVENT : TrackingEvent.Type.CORRECTION,
                corrects == null ? null : corrects.eventId(),
                id(),
                "sto",
                number,
                sequence,
                subStatus.status(),
                subStatus,
                at,
                recordedAt,
                "已签收",
                place,
                "kuaidi100",
                "301",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "kuaidi100:301",
                "kuaidi100@3",
                source,
                withdrawn,
                false);
    }
}
