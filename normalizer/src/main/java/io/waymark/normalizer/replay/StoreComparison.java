package io.waymark.normalizer.replay;

import io.waymark.normalizer.status.Shadow;
import io.waymark.normalizer.status.Shadow.Comparison;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.normalizer.status.StoredShipmentCodec;
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

    /** Counts the shipments that both know. One that only one of them knows, or that is erased, is not compared. */
    public void report(ReplayReport report) {
        live.forEach((id, bytes) -> {
            byte[] others = other.get(id);
            if (!(StoredShipmentCodec.read(bytes) instanceof ShipmentHistory known)) {
                report.erased();
            } else if (others != null && StoredShipmentCodec.read(others) instanceof ShipmentHistory othersKnown) {
                Comparison found = Shadow.between(known, othersKnown);
                report.shipment(found.stub());
                report.add(found);
            }
        });
    }
}
