package io.waymark.console.eta;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long parcels took from a stage's first scan to delivery.
 *
 * @param lane as {@link Eta.Basis#lane}
 * @param minutes of each, ascending
 * @param since when the first of them was delivered
 * @param predictions of the back-test
 * @param inRange of these: arrived from the median to the 90th percentile
 * @param byLatest arrived not later than the 90th percentile
 */
record Statistics(
        @Nullable String lane, List<Integer> minutes, Instant since, int predictions, int inRange, int byLatest) {

    /** Fewer say too little. */
    static final int LEAST = 30;

    /** What is told of numbers: exact ones would tell what other merchants send. */
    private static final NavigableSet<Integer> STEPS = new TreeSet<>(
            Set.of(LEAST, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000));

    private static final double EARLIEST = 0.5;
    private static final double LATEST = 0.9;
    private static final double HUNDREDTHS = 100;

    /**
     * When a parcel arrives that entered the stage at a time and has not arrived yet: what those took that took longer. So the
     * range never begins in the past. Empty if they are too few.
     */
    Optional<Eta> eta(Instant beganAt, Instant now) {
        long elapsed = Duration.between(beganAt, now).toMinutes();
        List<Integer> longer = minutes.stream().filter(taken -> taken > elapsed).toList();
        return longer.size() < LEAST
                ? Optional.empty()
                : Optional.of(new Eta(
                        after(beganAt, longer, EARLIEST),
                        after(beganAt, longer, LATEST),
                        new Eta.Basis(atLeast(longer.size()), lane, month(since)),
                        coverage()));
    }

    private static Instant after(Instant beganAt, List<Integer> ascending, double share) {
        int rank = (int) Math.ceil(share * ascending.size());
        return beganAt.plus(ascending.get(rank - 1), ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    }

    private Eta.@Nullable Coverage coverage() {
        return predictions < LEAST ? null : new Eta.Coverage(atLeast(predictions), share(inRange), share(byLatest));
    }

    /** @param count not below {@link #LEAST} */
    private static int atLeast(int count) {
        return STEPS.headSet(count, true).last();
    }

    private static Instant month(Instant time) {
        return time.atOffset(ZoneOffset.UTC)
                .with(TemporalAdjusters.firstDayOfMonth())
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    private double share(int of) {
        return Math.round(HUNDREDTHS * of / predictions) / HUNDREDTHS;
    }
}
