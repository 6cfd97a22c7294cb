package io.waymark.console.eta;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
                        new Eta.Basis(longer.size(), lane, since),
                        coverage()));
    }

    private static Instant after(Instant beganAt, List<Integer> ascending, double share) {
        int rank = (int) Math.ceil(share * ascending.size());
        return beganAt.plus(ascending.get(rank - 1), ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    }

    private Eta.@Nullable Coverage coverage() {
        return predictions < LEAST ? null : new Eta.Coverage(predictions, share(inRange), share(byLatest));
    }

    private double share(int of) {
        return Math.round(HUNDREDTHS * of / predictions) / HUNDREDTHS;
    }
}
