package io.waymark.console.web;

import io.waymark.console.api.Page;
import io.waymark.console.api.ShipmentView;
import io.waymark.console.readmodel.WorkQueue;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of shipments, and what it was asked for.
 *
 * @param ordered how many orders were just given; null if none were
 */
public record ShipmentList(ListQuery query, Page<ShipmentView> shipments, @Nullable String ordered) {

    /** One of the lists that people work through. */
    public record Tab(String text, String query, boolean isHere) {}

    /** The lists that people work through. */
    public List<Tab> tabs() {
        return Queues.ALL.stream()
                .map(queue -> new Tab(queue.text(), queue.query(), query.isJust(queue.query())))
                .toList();
    }

    /** Every status. */
    public List<ShipmentStatus> statuses() {
        return List.of(ShipmentStatus.values());
    }

    /** Every queue that neither status nor monitoring tells apart. */
    public List<WorkQueue> queues() {
        return List.of(WorkQueue.values());
    }

    /** Every way in which a shipment may be watched. */
    public List<Monitoring> monitorings() {
        return List.of(Monitoring.values());
    }
}
