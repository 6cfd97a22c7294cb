package io.waymark.poller.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A scale of durations whose steps grow with them: step {@code floor(8 ln(milliseconds))}, so that each is about an eighth
 * (13 %) longer than the one before. A few hundred counters hold any number of durations, and tell percentiles that are
 * at most one step too long.
 */
public final class LogScale {

    private static final double STEPS = 8;

    private LogScale() {}

    /** The step that a duration belongs to; everything under a millisecond to the first, 0. */
    public static int bucket(Duration gap) {
        return (int) Math.floor(STEPS * Math.log(Math.max(1, gap.toMillis())));
    }

    /** The duration at which a step ends and the next one begins. */
    public static Duration upper(int bucket) {
        return Duration.ofMillis(Math.round(Math.exp((bucket + 1) / STEPS)));
    }

    /**
     * The duration that a share of all those counted does not exceed, rounded up to the end of its step.
     *
     * @param counts how many durations there are of each step
     * @param share from 0 to 1, e.g. 0.95
     * @param least how many there must be in all
     * @return empty if there are fewer than {@code least}, or none
     */
    public static Optional<Duration> percentile(SortedMap<Integer, Long> counts, double share, long least) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0 || all < least) {
            return Optional.empty();
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (var step : counts.entrySet()) {
            seen += step.getValue();
            if (seen >= wanted) {
                return Optional.of(upper(step.getKey()));
            }
        }
        return Optional.of(upper(counts.lastKey()));
    }
}
