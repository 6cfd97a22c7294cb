package io.waymark.normalizer.status;

import io.waymark.contract.Monitoring;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said about its own watching. Of several notes the one of the highest subscription stands; within a
 * subscription an end outweighs a break-off, and that outweighs "still watching", so that a late repeat moves nothing
 * back.
 *
 * @param subscription which of the shipment's subscriptions said it; 0 if none was named
 * @param monitoring what it said
 */
record MonitoringNote(int subscription, Monitoring monitoring) {

    /** Nobody has said anything yet. */
    static final MonitoringNote NONE = new MonitoringNote(-1, Monitoring.ACTIVE);

    /** From the lightest to the heaviest. */
    private static final List<Monitoring> WEIGHTS = List.of(
            Monitoring.UNKNOWN,
            Monitoring.ACTIVE,
            Monitoring.ABORTED_NO_RECORD,
            Monitoring.ABORTED_STALE,
            Monitoring.ABORTED_CARRIER_CORRECTED,
            Monitoring.ENDED);

    private static final Comparator<MonitoringNote> WEIGHT = Comparator.comparingInt(MonitoringNote::subscription)
            .thenComparingInt(note -> WEIGHTS.indexOf(note.monitoring));

    /** The subscription that said it; null if none was named. */
    @Nullable
    Integer named() {
        return subscription > 0 ? subscription : null;
    }

    MonitoringNote orHeavier(MonitoringNote other) {
        return WEIGHT.compare(this, other) >= 0 ? this : other;
    }
}
