package io.waymark.notifier.settlement;

import java.time.Duration;

/**
 * How long to wait after an attempt: twice as long each time, up to a ceiling, less up to half by chance so that rows
 * that failed together do not return together.
 *
 * @param base the longest wait after the first attempt
 * @param ceiling the longest wait of all
 */
record RetrySchedule(Duration base, Duration ceiling) {

    /** 2^30 times any sensible base is beyond any sensible ceiling. */
    private static final int MAX_DOUBLINGS = 30;

    /**
     * @param attempts how many were made, at least 1
     * @param chance in [0, 1)
     */
    Duration after(int attempts, double chance) {
        int doublings = Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        return shortened((double) base.toMillis() * (1L << doublings), chance);
    }

    /**
     * How long to wait with a question that is put again and again about one attempt: as long as it has been open, so that
     * the waits grow as those after attempts do.
     *
     * @param open since the attempt
     * @param chance in [0, 1)
     */
    Duration afterQuestion(Duration open, double chance) {
        return shortened(Math.max(base.toMillis(), open.toMillis()), chance);
    }

    private Duration shortened(double millis, double chance) {
        double full = Math.min(millis, ceiling.toMillis());
        return Duration.ofMillis(Math.round(full * (1 - chance / 2)));
    }
}
