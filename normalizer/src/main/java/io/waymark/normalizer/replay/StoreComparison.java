package io.waymark.normalizer.replay;

import io.waymark.normalizer.status.HistoryCodec;
import io.waymark.normalizer.status.Shadow;
import io.waymark.normalizer.status.Shadow.Comparison;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One partition of two applications' stores, held beside each other: what each came to, shipment by shipment. */
public final class StoreComparison {

    private final Map<String, byte[]> live = new HashMap<>();
    private final Map<String, byte[]> other = new HashMap<>();

    /** One record of the live application's store; null if it was deleted. */
    public void takeLive(String shipmentId, byte @Nullable [] history) {
        take(live, shipmentId, history);
    }

    /** One record of the other's. */
    public void takeOther(String shipmentId, byte @Nullable [] history) {
        take(other, shipmentId, history);
    }

    private static void take(Map<String, byte[]> store, String shipmentId, byte @Nullable [] history) {
        if (history == null) {
            store.remove(shipmentId);
        } else {
            store.put(shipmentId, history);
        }
    }

    /** Counts the shipments that both know. One that only one of them knows is not compared. */
    public void report(ReplayReport report) {
        live.forEach((id, history) -> {
            byte[] others = other.get(id);
            if (others != null) {
                Comparison found = Shadow.between(HistoryCodec.read(history), HistoryCodec.read(others));
                report.shipment(found.stub());
                report.add(found);
            }
        });
    }
}
