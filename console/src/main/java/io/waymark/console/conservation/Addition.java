package io.waymark.console.conservation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What one record of a topic adds to the count.
 *
 * @param partition in which it lies
 * @param offset at which it lies
 * @param hour in which Waymark received what it tells of; its first instant in UTC
 * @param provider whose it is
 * @param count how many it tells of; 0 adds nothing, but the record is counted all the same
 */
record Addition(int partition, long offset, Instant hour, String provider, long count) {

    /** The last hour that a record can name: the year 9999, beyond which no table goes. */
    private static final long LATEST_MILLIS = 253_402_300_799_999L;

    /** Cells of which those of one partition, hour and provider are one. */
    record Cell(int partition, Instant hour, String provider) implements Comparable<Cell> {

        /** The order in which rows are locked, everywhere. */
        @Override
        public int compareTo(Cell other) {
            int byHour = hour.compareTo(other.hour);
            int byProvider = byHour != 0 ? byHour : provider.compareTo(other.provider);
            return byProvider != 0 ? byProvider : Integer.compare(partition, other.partition);
        }
    }

    /** The hour of a record's Kafka timestamp, in milliseconds since 1970. */
    static Instant hour(long timestampMillis) {
        return Instant.ofEpochMilli(Math.min(Math.max(timestampMillis, 0), LATEST_MILLIS))
                .truncatedTo(ChronoUnit.HOURS);
    }

    Cell cell() {
        return new Cell(partition, hour, provider);
    }

    /** Without the partition, where that does not matter. */
    Cell hourOfProvider() {
        return new Cell(0, hour, provider);
    }
}
