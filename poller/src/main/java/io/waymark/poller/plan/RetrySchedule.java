package io.waymark.poller.plan;

import java.time.Duration;

/**
 * How long to wait after a failed attempt. The wait doubles with each attempt up to a ceiling, and differs from row to
 * row by up to a fifth either way, so that what failed together does not come back together. With the usual base of
 * 30 s:
 *
 * <pre>
 *   attempt   1     2      3      4      5      6       7       8 and later
 *   wait      30 s  1 min  2 min  4 min  8 min  16 min  32 min  1 h
 * </pre>
 *
 * @param base the wait after the first attempt
 */
public record RetrySchedule(Duration base) {

    private static final int CEILING = 120;
    private static final int PAUSE = 20;
    private static final int LAST_DOUBLING = 7;
    private static final double SPREAD = 0.4;

    /**
     * The wait after an attempt.
     *
     * @param attempts how many were made, this one included; at least 1
     * @param random from 0 to 1: where in its range the wait lies
     */
    public Duration after(int attempts, double random) {
        int factor = Math.min(CEILING, 1 << Math.min(attempts - 1, LAST_DOUBLING));
        double spread = 1 - SPREAD / 2 + SPREAD * random;
        return Duration.ofMillis(Math.round(base.toMillis() * factor * spread));
    }

    /** How long an account is left alone that its provider does not serve: 10 minutes with the usual base. */
    public Duration pause() {
        return base.multipliedBy(PAUSE);
    }
}
