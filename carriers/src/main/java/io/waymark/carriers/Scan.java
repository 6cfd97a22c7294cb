package io.waymark.carriers;

import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * One entry of a history as one report tells it.
 *
 * @param identity what makes two reports the same scan; unique within a shipment, and the same in every report of it
 * @param leg which part of the journey
 * @param occurredAt when it happened
 * @param assumedZone whether the zone of {@code occurredAt} was assumed against an unknown one
 * @param text the carrier's words, unmasked; may be empty
 * @param location where
 * @param position its place in the history counted from the oldest, from 0; decides between equal times
 * @param reading what this report says it is
 */
public record Scan(
        String identity,
        Leg leg,
        OffsetDateTime occurredAt,
        boolean assumedZone,
        String text,
        Location location,
        int position,
        Reading reading) {

    /** The same scan, its local time read in another zone. */
    Scan inZone(ZoneId zone) {
        OffsetDateTime time = occurredAt.toLocalDateTime().atZone(zone).toOffsetDateTime();
        return new Scan(identity, leg, time, assumedZone, text, location, position, reading);
    }

    /** Without the text: it holds names and phone numbers. */
    @Override
    public String toString() {
        return "Scan[occurredAt=" + occurredAt + ", reading=" + reading + "]";
    }
}
