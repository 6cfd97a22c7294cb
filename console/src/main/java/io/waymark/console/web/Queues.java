package io.waymark.console.web;

import io.waymark.console.readmodel.ShipmentCount;
import io.waymark.console.readmodel.WorkQueue;
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
     * @param work the queue of the API's that it is; null if it is none
     * @param isForAPerson whether somebody should look at each of them
     */
    record Queue(
            String text,
            @Nullable ShipmentStatus status,
            @Nullable Monitoring monitoring,
            @Nullable WorkQueue work,
            boolean isForAPerson) {

        private static Queue of(String text, ShipmentStatus status) {
            return new Queue(text, status, null, null, true);
        }

        private static Queue of(String text, Monitoring monitoring) {
            return new Queue(text, null, monitoring, null, true);
        }

        private static Queue of(String text, WorkQueue work) {
            return new Queue(text, null, null, work, true);
        }

        /** The list's filter as the shipments' page takes it; empty for all. */
        String query() {
            if (status != null) {
                return "status=" + status;
            }
            if (work != null) {
                return "queue=" + work;
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
            new Queue("queue.all", null, null, null, false),
            Queue.of("queue.exception", ShipmentStatus.EXCEPTION),
            Queue.of("queue.failed",    ShipmentStatus.DELIVERY_FAILED),
            Queue.of("queue.pickup",    ShipmentStatus.AVAILABLE_FOR_PICKUP),
            Queue.of("queue.tooLong",   WorkQueue.AVAILABLE_TOO_LONG),
            Queue.of("queue.returning", ShipmentStatus.RETURNING),
            Queue.of("queue.returned",  WorkQueue.RETURNED_AFTER_DELIVERY),
            Queue.of("queue.silent",    Monitoring.ABORTED_STALE),
            Queue.of("queue.noRecord",  Monitoring.ABORTED_NO_RECORD));
    // spotless:on

    private Queues() {}
}
