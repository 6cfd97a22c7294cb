package io.waymark.poller.pace;

import java.time.Duration;

/**
 * How many calls may be made at once: as many as have come together since the last, at a rate, up to a burst.
 *
 * @param tokens what has come together
 * @param rate tokens a second
 * @param burst the most that comes together
 */
record TokenBucket(double tokens, double rate, int burst) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * The bucket some time later.
     *
     * @param elapsed nothing comes of a negative one, when the clock was set back
     */
    TokenBucket after(Duration elapsed) {
        double come =
                elapsed.isNegative() ? 0 : rate * (elapsed.toSeconds() + elapsed.toNanosPart() / NANOS_PER_SECOND);
        return new TokenBucket(Math.min(burst, tokens + come), rate, burst);
    }

    /** Whole calls. */
    int calls() {
        return (int) Math.max(0, Math.floor(tokens));
    }

    /** The bucket without what these calls take. */
    TokenBucket without(int calls) {
        return new TokenBucket(tokens - calls, rate, burst);
    }
}
