package io.waymark.api.limit;

import java.time.Duration;

/**
 * What came of asking for a part of an allowance.
 *
 * @param size of the whole allowance
 * @param window in which it fills from nothing
 * @param left what may still be asked for
 * @param untilFull when all of it is there again
 * @param untilEnough when what was asked for will be there; zero if it was granted
 */
public record Charge(
        boolean isGranted, long size, Duration window, long left, Duration untilFull, Duration untilEnough) {

    /** The header {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers-10: quota and window in seconds. */
    String policy(String name) {
        return "\"%s\";q=%d;w=%d".formatted(name, size, seconds(window));
    }

    /** The header {@code RateLimit} of the same: what remains, and in how many seconds it is whole again. */
    String state(String name) {
        return "\"%s\";r=%d;t=%d".formatted(name, left, seconds(untilFull));
    }

    /** The header {@code Retry-After}. */
    public long retryAfterSeconds() {
        return Math.max(1, seconds(untilEnough));
    }

    private static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }
}
