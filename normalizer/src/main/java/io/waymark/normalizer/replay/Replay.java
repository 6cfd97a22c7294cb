package io.waymark.normalizer.replay;

import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Shadow;
import io.waymark.normalizer.status.Shadow.Comparison;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.normalizer.status.StoredShipment;
import io.waymark.normalizer.status.StoredShipmentCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every shipment of one partition of the store by two tables of meanings. The store's topic may hold older
 * versions of a history before the newest, so a partition is read to its end before its shipments count; what is kept of
 * it meanwhile are the shipments' ids, and what differs.
 */
public final class Replay {

    private final Shadow shadow;
    private final Map<UUID, Found> newest = new HashMap<>();

    /**
     * @param now what codes mean today
     * @param then what they would mean
     */
    public Replay(MeaningTable now, MeaningTable then) {
        this.shadow = new Shadow(now, then);
    }

    /** @param comparison null if nothing differs */
    private record Found(boolean stub, boolean erased, @Nullable Comparison comparison) {

        static final Found SAME = new Found(false, false, null);
        static final Found STUB = new Found(true, false, null);
        static final Found ERASED = new Found(false, true, null);

        static Found of(Comparison comparison) {
            if (comparison.isDifferent() || comparison.events() > 0) {
                return new Found(comparison.stub(), false, comparison);
            }
            return comparison.stub() ? STUB : SAME;
        }
    }

    /**
     * One record of the store's topic.
     *
     * @param history as the store writes it; null if it was deleted
     */
    public void take(String shipmentId, byte @Nullable [] history) {
        UUID id = UUID.fromString(shipmentId);
        if (history == null) {
            newest.remove(id);
        } else {
            newest.put(id, found(StoredShipmentCodec.read(history)));
        }
    }

    private Found found(StoredShipment shipment) {
        return shipment instanceof ShipmentHistory history ? Found.of(shadow.compare(history)) : Found.ERASED;
    }

    /** Counts the shipments, each as its newest record has it. */
    public void report(ReplayReport report) {
        newest.values().forEach(found -> {
            if (found.erased()) {
                report.erased();
            } else {
                report.shipment(found.stub());
            }
            if (found.comparison() != null) {
                report.add(found.comparison());
            }
        });
    }
}
