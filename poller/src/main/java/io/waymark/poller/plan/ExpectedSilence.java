package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long a provider is usually silent about a parcel in a status: what 95 of 100 gaps between its pushes in our own
 * history do not exceed. A snapshot; never changes.
 */
public final class ExpectedSilence {

    /** Nothing learnt yet. */
    static final ExpectedSilence UNKNOWN = new ExpectedSilence(Map.of());

    private static final double SHARE = 0.95;

    private final Map<Kind, Duration> learnt;

    private ExpectedSilence(Map<Kind, Duration> learnt) {
        this.learnt = learnt;
    }

    private record Kind(ProviderId provider, ShipmentStatus status) {}

    /**
     * Gaps of one length.
     *
     * @param provider whose pushes they lie between
     * @param status of the parcel before the gap
     * @param bucket of {@link LogScale}
     * @param gaps how many
     */
    record Counted(ProviderId provider, ShipmentStatus status, int bucket, long gaps) {}

    /**
     * Learns from what was counted.
     *
     * @param least gaps of one provider and status without which nothing is learnt of them
     */
    static ExpectedSilence of(Iterable<Counted> counts, long least) {
        Map<Kind, SortedMap<Integer, Long>> scales = new HashMap<>();
        counts.forEach(one -> scales.computeIfAbsent(new Kind(one.provider(), one.status()), kind -> new TreeMap<>())
                .merge(one.bucket(), one.gaps(), Long::sum));
        Map<Kind, Duration> learnt = new HashMap<>();
        scales.forEach((kind, scale) ->
                LogScale.percentile(scale, SHARE, least).ifPresent(silence -> learnt.put(kind, silence)));
        return new ExpectedSilence(Map.copyOf(learnt));
    }

    /** What the history says; empty if it holds too few gaps. */
    Optional<Duration> learnt(ProviderId provider, ShipmentStatus status) {
        return Optional.ofNullable(learnt.get(new Kind(provider, status)));
    }

    /** What to expect: what the history says, else twice the provider's own interval; never less than its gap. */
    Duration of(Quota quota, ShipmentStatus status) {
        Duration expected = learnt(quota.provider(), status)
                .orElseGet(() -> quota.pushInterval().multipliedBy(2));
        return expected.compareTo(quota.gap()) > 0 ? expected : quota.gap();
    }
}
