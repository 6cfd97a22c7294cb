package io.waymark.console.readmodel;

import io.waymark.contract.Location;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
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
        return records()
                .event(
                        sequence,
                        null,
                        subStatus,
                        at,
                        at.plusMinutes(minutes).toInstant(),
                        new Location("somewhere", area),
                        Records.source(sequence),
                        false);
    }

    public TrackingEvent correction(long sequence, TrackingEvent of, SubStatus subStatus, boolean withdrawn) {
        return records()
                .event(
                        sequence,
                        of,
                        subStatus,
                        of.occurredAt(),
                        of.recordedAt(),
                        of.location(),
                        Records.source(sequence),
                        withdrawn);
    }

    private Records records() {
        return new Records(number);
    }
}
