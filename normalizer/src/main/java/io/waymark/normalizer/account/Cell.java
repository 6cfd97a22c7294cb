package io.waymark.normalizer.account;

import java.time.Duration;
import java.time.Instant;

/**
 * What is counted together.
 *
 * @param provider who sent the records
 * @param hour in which they were received, in hours since 1970 UTC
 */
public record Cell(String provider, long hour) {

    private static final long MILLIS = Duration.ofHours(1).toMillis();

    /** @param timestamp of the record in Kafka, in milliseconds */
    public static Cell of(String provider, long timestamp) {
        return new Cell(provider, Math.floorDiv(timestamp, MILLIS));
    }

    static Cell ofKey(String key) {
        int slash = key.indexOf('/');
        return new Cell(key.substring(slash + 1), Long.parseLong(key.substring(0, slash)));
    }

    /** In the store: {@code 492345/sto}. */
    String key() {
        return hour + "/" + provider;
    }

    /** The first instant of the hour. */
    Instant begin() {
        return Instant.ofEpochMilli(hour * MILLIS);
    }
}
