package io.waymark.bench.poller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the gateway had the proof of every delivery in time. */
final class Payments {

    private final List<Long> delays = new ArrayList<>();
    private int owed;
    private int late;
    private int needlesslyLate;
    private int wronglyReleased;

    private Payments() {}

    /**
     * @param arrived when each parcel's last scan happened at the carrier
     * @param deadlines by when the gateway wants the proof
     */
    static Payments of(
            List<TestParcel> parcels,
            Outcome outcome,
            Map<TestParcel, Instant> arrived,
            Map<TestParcel, Instant> deadlines) {
        Payments payments = new Payments();
        for (TestParcel parcel : parcels) {
            payments.count(parcel, outcome.acknowledgedAt(parcel), arrived.get(parcel), deadlines.get(parcel));
        }
        Collections.sort(payments.delays);
        return payments;
    }

    private void count(
            TestParcel parcel, @Nullable Instant acknowledged, @Nullable Instant arrived, @Nullable Instant deadline) {
        if (parcel.script().equals("returned") && acknowledged != null) {
            wronglyReleased++;
        }
        if (!parcel.releasesPayment() || arrived == null || deadline == null) {
            return;
        }
        owed++;
        if (acknowledged != null) {
            delays.add(Duration.between(arrived, acknowledged).toMillis());
        }
        if (acknowledged == null || acknowledged.isAfter(deadline)) {
            late++;
            needlesslyLate += arrived.isBefore(deadline) ? 1 : 0;
        }
    }

    boolean areInTime() {
        return needlesslyLate == 0;
    }

    @Override
    public String toString() {
        return ("%,d to be settled, %,d acknowledged, %d late, %d of them although the carrier had the delivery before the"
                        + " deadline; from the carrier's scan to the gateway p50 %,d ms, p95 %,d ms, longest %,d ms;"
                        + " of returned parcels %d were settled")
                .formatted(
                        owed,
                        delays.size(),
                        late,
                        needlesslyLate,
                        percentile(0.5),
                        percentile(0.95),
                        percentile(1),
                        wronglyReleased);
    }

    private long percentile(double part) {
        return delays.isEmpty() ? 0 : delays.get((int) ((delays.size() - 1) * part));
    }
}
