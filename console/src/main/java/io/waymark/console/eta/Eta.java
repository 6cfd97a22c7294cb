package io.waymark.console.eta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a parcel will arrive.
 *
 * @param earliest by when half of the comparable parcels arrived
 * @param latest by when nine of ten did
 * @param basis what that rests on
 * @param coverage how often it was right; null where too few could be judged
 */
public record Eta(Instant earliest, Instant latest, Basis basis, @Nullable Coverage coverage) {

    /**
     * The comparable parcels: those of the same carrier that took longer, from the same stage on, than this one did so far.
     *
     * @param parcels at least so many: 30, 50, 100, 200 or 500, as exact numbers would tell what other merchants send
     * @param lane origin and destination of all of them, e.g. {@code 广东-浙江}; null if they are of all the carrier's lanes
     * @param since the beginning of the month, in UTC, in which the first of them was delivered
     */
    public record Basis(int parcels, @Nullable String lane, Instant since) {}

    /**
     * The back-test: earlier parcels, each predicted from what was known when it entered the stage. One that never arrived
     * counts as predicted wrongly.
     *
     * @param predictions at least so many were judged, of 30, 50, 100, 200, 500, 1000 …
     * @param inRange the share that arrived from {@code earliest} to {@code latest}: 0.4 where the past repeats itself
     * @param byLatest the share that arrived not later than {@code latest}: 0.9 where the past repeats itself
     */
    public record Coverage(int predictions, double inRange, double byLatest) {}
}
