package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Counts a merchant's shipments: those that its lists show, each once. */
@ApplicationScoped
public class ShipmentCountRepository {

    static final String COUNT =
            """
            select status, monitoring, count(*) as shipments from shipment_listing
            where main and merchant_id = any ($1) group by status, monitoring""";

    static final String COUNT_QUEUES =
            """
            select 'RETURNED_AFTER_DELIVERY' as queue, count(*) as shipments from shipment_listing l
            where l.main and l.merchant_id = any ($1) and %s
            union all
            select 'AVAILABLE_TOO_LONG', count(*) from shipment_listing l
            where l.main and l.merchant_id = any ($1) and %s"""
                    .formatted(ShipmentFilter.RETURNED, ShipmentFilter.AVAILABLE_TOO_LONG.replace("?", "$2"));

    private final Pool database;
    private final WorkQueueConfig queues;

    ShipmentCountRepository(Pool database, WorkQueueConfig queues) {
        this.database = database;
        this.queues = queues;
    }

    /** How many there are of each kind; kinds of which there are none are left out. */
    public Uni<List<ShipmentCount>> of(String merchantId, boolean isOperator) {
        return database.preparedQuery(COUNT)
                .execute(Tuple.of(shown(merchantId, isOperator)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ShipmentCount(
                                ShipmentStatus.valueOf(row.getString("status")),
                                Monitoring.valueOf(row.getString("monitoring")),
                                row.getLong("shipments")))
                        .toList());
    }

    /** How many there are in each queue. */
    public Uni<Map<WorkQueue, Long>> inQueues(String merchantId, boolean isOperator) {
        return database.preparedQuery(COUNT_QUEUES)
                .execute(Tuple.of(
                        shown(merchantId, isOperator), (double) queues.pickup().toSeconds()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> WorkQueue.valueOf(row.getString("queue")), row -> row.getLong("shipments"))));
    }

    private static String[] shown(String merchantId, boolean isOperator) {
        return isOperator ? new String[] {merchantId, ""} : new String[] {merchantId};
    }
}
