package io.waymark.console.web;

import io.waymark.console.readmodel.ShipmentCount;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists of shipments that people work through. */
final class Queues {

    /**
     * One list.
     *
     * @param text the key of its name
     * @param status which its shipments have; null for any
     * @param monitoring how they are watched; null for any
     * @param isForAPerson whether somebody should look at each of them
     */
    record Queue(String text, @Nullable ShipmentStatus status, @Nullable Monitoring monitoring, boolean isForAPerson) {

        /** The list's filter as the shipments' page takes it; empty for all. */
        String query() {
            if (status != null) {
                return "status=" + status;
            }
            return monitoring == null ? "" : "monitoring=" + monitoring;
        }

        boolean holds(ShipmentCount count) {
            return (status == null || count.status() == status)
                    && (monitoring == null || count.monitoring() == monitoring);
        }
    }

    // spotless:off
    /** In the order in which they are offered. */
    static final List<Queue> ALL = List.of(
            new Queue("queue.all",       null,                                null,                         false),
            new Queue("queue.exception", ShipmentStatus.EXCEPTION,            null,                         true),
            new Queue("queue.failed",    ShipmentStatus.DELIVERY_FAILED,      null,                         true),
            new Queue("queue.pickup",    ShipmentStatus.AVAILABLE_FOR_PICKUP, null,                         true),
            new Queue("queue.returning", ShipmentStatus.RETURNING,            null,                         true),
            new Queue("queue.silent",    null,                                Monitoring.ABORTED_STALE,     true),
            new Queue("queue.noRecord",  null,                                Monitoring.ABORTED_NO_RECORD, true));
    // spotless:on

    private Queues() {}
}
