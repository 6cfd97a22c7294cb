package io.waymark.poller.staleness;

import io.waymark.poller.plan.LogScale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The steps in which it is counted how long ago parcels were heard of: of {@link LogScale} every second one, from a second to
 * a year. A percentile is thus at most 28 % too long.
 */
final class Ages {

    private static final int STEP = 2;
    private static final int FIRST = LogScale.bucket(Duration.ofSeconds(1));
    private static final int STEPS = 1 + (LogScale.bucket(Duration.ofDays(366)) - FIRST) / STEP;

    private Ages() {}

    /** The step of {@link LogScale} that the one with this index stands for. */
    static int bucket(int index) {
        return FIRST + STEP * index;
    }

    /** When one must have been heard of last to be at the end of each step, the youngest first. What is older is in one more. */
    static List<Instant> ends(Instant now) {
        List<Instant> ends = new ArrayList<>();
        for (int index = 0; index < STEPS; index++) {
            ends.add(now.minus(LogScale.upper(bucket(index))));
        }
        return List.copyOf(ends);
    }

    /**
     * What the counts come to.
     *
     * @param counts parcels by step of {@link LogScale}; not empty
     */
    static Staleness staleness(Kind kind, SortedMap<Integer, Long> counts) {
        long open = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Staleness(kind, open, percentile(counts, 0.5), percentile(counts, 0.95));
    }

    private static Duration percentile(SortedMap<Integer, Long> counts, double share) {
        return LogScale.percentile(counts, share, 1).orElse(Duration.ZERO);
    }
}
