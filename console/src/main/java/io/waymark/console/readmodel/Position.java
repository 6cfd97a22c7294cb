package io.waymark.console.readmodel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Where a row stands in a list that is ordered by time, newest or earliest first.
 *
 * @param at the time by which the list is ordered, in microseconds as the database keeps it
 * @param id tells rows of one time apart
 */
public record Position(Instant at, UUID id) {

    /** A time from elsewhere as the database keeps it. */
    static Instant exactly(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
