package io.waymark.console.readmodel;

import io.waymark.contract.Location;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Scans of one number of STO, so many hours after a first and each told a while after it was made. */
public record Scans(String number) {

    public static final OffsetDateTime FIRST = OffsetDateTime.parse("2023-06-28T10:00:00+08:00");

    public ShipmentId id() {
        return ShipmentId.of("sto", number);
    }

    /** Told a minute later, of nowhere. */
    public TrackingEvent of(long sequence, SubStatus subStatus, long hours) {
        return of(sequence, subStatus, hours, 1, null);
    }

    /** @param minutes how much later it was told */
    public TrackingEvent of(long sequence, SubStatus subStatus, long hours, long minutes, @Nullable String area) {
        OffsetDateTime at = FIRST.plusHours(hours);
        TrackingEvent event = new Records(number).event(sequence, subStatus, at);
        return with(event, at.plus(Duration.ofMinutes(minutes)), new Location("somewhere", area), false);
    }

    public TrackingEvent correction(long sequence, TrackingEvent of, SubStatus subStatus, boolean withdrawn) {
        return with(
                new Records(number).correction(sequence, of, subStatus),
                of.recordedAt().atOffset(FIRST.getOffset()),
                of.location(),
                withdrawn);
    }

    private static TrackingEvent with(TrackingEvent event, OffsetDateTime told, Location place, boolean withdrawn) {
        return new TrackingEvent(
                event.eventId(),
                event.type(),
                event.corrects(),
                event.shipmentId(),
                event.carrier(),
                event.trackingNumber(),
                event.sequence(),
                event.status(),
                event.subStatus(),
                event.occurredAt(),
                told.toInstant(),
                event.description(),
                place,
                event.provider(),
                event.rawCode(),
                event.leg(),
                event.evidence(),
                event.rule(),
                event.mappingVersion(),
                event.source(),
                withdrawn,
                event.late());
    }
}
