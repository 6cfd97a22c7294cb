package io.waymark.poller.watch;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.poller.plan.LogScale;
import java.time.Duration;
import java.util.Comparator;

/**
 * A kind of pause between one provider's pushes; see {@code silence_gap}.
 *
 * @param provider whose
 * @param status what it had told before
 * @param bucket of {@link LogScale}: how long it was
 */
record SilenceGap(ProviderId provider, ShipmentStatus status, int bucket) implements Comparable<SilenceGap> {

    private static final Comparator<SilenceGap> ORDER = Comparator.comparing(SilenceGap::provider)
            .thenComparing(SilenceGap::status)
            .thenComparingInt(SilenceGap::bucket);

    static SilenceGap of(ProviderId provider, ShipmentStatus status, Duration length) {
        return new SilenceGap(provider, status, LogScale.bucket(length));
    }

    @Override
    public int compareTo(SilenceGap other) {
        return ORDER.compare(this, other);
    }
}
