package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Makes messages of facts: one delivery for each endpoint that is to be told of a fact, once. Call it after what it may
 * rest on is committed: of a fact, a registration and an endpoint that arrive at one time, whichever is looked at last
 * finds the others.
 */
@ApplicationScoped
class FanOutHandler {

    private static final int SHIPMENTS_AT_A_TIME = 200;

    /** Locks the lanes; none of a merchant that has no endpoint, or of a shipment of which there is nothing to tell. */
    private static final String LOCK =
            """
            select r.shipment_id, r.merchant_id from webhook_registration r
            where r.shipment_id = any($1)
              and exists (select from webhook_endpoint e where e.merchant_id = r.merchant_id and e.deleted_at is null)
              and exists (select from webhook_fact f where f.shipment_id = r.shipment_id)
            order by r.shipment_id, r.merchant_id
            for no key update of r""";

    /** Of the lanes that are locked. What is one merchant's own was learnt after it registered, whatever clocks say. */
    private static final String UNTOLD =
            """
            select f.webhook_id, f.type, f.shipment_id, f.learnt_at, f.happened_at, f.data,
                   r.merchant_id, r.order_id, r.labels, e.endpoint_id,
                   e.enabled and f.learnt_at >= e.enabled_since as wanted,
                   exists (select from webhook_delivery w
                           where w.endpoint_id = e.endpoint_id and w.shipment_id = f.shipment_id
                             and w.state = 'WAITING' and w.in_order) as behind
            from unnest($1::uuid[], $2::text[]) as locked(shipment_id, merchant_id)
            join webhook_registration r on r.shipment_id = locked.shipment_id and r.merchant_id = locked.merchant_id
            join webhook_fact f on f.shipment_id = r.shipment_id
             and (f.merchant_id = r.merchant_id or f.merchant_id is null and f.learnt_at >= r.registered_at)
            join webhook_endpoint e on e.merchant_id = r.merchant_id and e.deleted_at is null
            where f.learnt_at >= e.created_at
              and (e.types = '{}' or f.type = any(e.types))
              and (f.learnt_at >= e.types_since or e.types_before = '{}' or f.type = any(e.types_before))
              and not exists (select from webhook_delivery d
                              where d.endpoint_id = e.endpoint_id and d.webhook_id = f.webhook_id)
            order by f.place""";

    private static final String ADD =
            """
            insert into webhook_delivery (delivery_id, endpoint_id, merchant_id, webhook_id, type, shipment_id, state,
                                          in_order, body, next_attempt_at, created_at, changed_at, revision)
            values ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $10, $11, 1)
            on conflict do nothing
            returning"""
                    + " " + DeliveryRow.COLUMNS;

    private static final String OF_ENDPOINTS =
            """
            select distinct f.shipment_id from webhook_endpoint e
            join webhook_fact f on f.learnt_at >= greatest(e.created_at, e.types_since)
            join webhook_registration r on r.shipment_id = f.shipment_id and r.merchant_id = e.merchant_id
            where e.endpoint_id = any($1) and not e.caught_up""";

    private static final String CAUGHT_UP =
            "update webhook_endpoint set caught_up = true where endpoint_id = any($1) and not caught_up";

    private final Pool database;
    private final OutboxBatchRepository outbox;
    private final Clock clock;

    FanOutHandler(Pool database, OutboxBatchRepository outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Tells what is still to be told of these shipments; whether there was anything. */
    Uni<Boolean> tell(Collection<UUID> shipmentIds) {
        List<UUID> ids = List.copyOf(shipmentIds);
        List<List<UUID>> portions = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += SHIPMENTS_AT_A_TIME) {
            portions.add(ids.subList(from, Math.min(ids.size(), from + SHIPMENTS_AT_A_TIME)));
        }
        return Multi.createFrom()
                .iterable(portions)
                .onItem()
                .transformToUniAndConcatenate(
                        portion -> database.withTransaction(connection -> tell(connection, portion)))
                .collect()
                .asList()
                .map(told -> told.contains(true));
    }

    /** Tells endpoints that have become known what they may have missed, each once. */
    Uni<Boolean> tellEndpoints(Collection<UUID> endpointIds) {
        Tuple ids = Tuple.of(endpointIds.toArray(UUID[]::new));
        return endpointIds.isEmpty()
                ? Uni.createFrom().item(false)
                : database.preparedQuery(OF_ENDPOINTS)
                        .execute(ids)
                        .map(rows -> stream(rows).map(row -> row.getUUID(0)).toList())
                        .chain(this::tell)
                        .call(() -> database.preparedQuery(CAUGHT_UP).execute(ids));
    }

    private Uni<Boolean> tell(SqlConnection connection, List<UUID> shipmentIds) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(shipmentIds.toArray(UUID[]::new)))
                .chain(locked -> locked.size() == 0 ? Uni.createFrom().item(false) : untold(connection, locked));
    }

    private Uni<Boolean> untold(SqlConnection connection, RowSet<Row> locked) {
        UUID[] shipments = stream(locked).map(row -> row.getUUID(0)).toArray(UUID[]::new);
        String[] merchants = stream(locked).map(row -> row.getString(1)).toArray(String[]::new);
        return connection
                .preparedQuery(UNTOLD)
                .execute(Tuple.of(shipments, merchants))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : add(connection, deliveries(rows)).replaceWith(true));
    }

    /** Which endpoint, of which shipment. */
    private record Lane(UUID endpointId, UUID shipmentId) {}

    private List<Tuple> deliveries(RowSet<Row> rows) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Set<Lane> taken = new HashSet<>();
        return stream(rows).map(row -> delivery(row, taken, now)).toList();
    }

    private static Tuple delivery(Row row, Set<Lane> taken, Instant now) {
        UUID endpointId = row.getUUID("endpoint_id");
        UUID shipmentId = row.getUUID("shipment_id");
        boolean wanted = row.getBoolean("wanted");
        boolean behind = row.getBoolean("behind") || wanted && !taken.add(new Lane(endpointId, shipmentId));
        return Tuple.tuple()
                .addUUID(DeliveryRow.idOf(endpointId, row.getUUID("webhook_id")))
                .addUUID(endpointId)
                .addString(row.getString("merchant_id"))
                .addUUID(row.getUUID("webhook_id"))
                .addString(row.getString("type"))
                .addUUID(shipmentId)
                .addString(wanted ? "WAITING" : "FAILED")
                .addString(MessageBody.of(
                        row.getString("type"),
                        row.getString("happened_at"),
                        row.getString("data"),
                        row.getString("order_id"),
                        List.of(row.getArrayOfStrings("labels"))))
                .addOffsetDateTime(wanted && !behind ? utc(now) : null)
                .addOffsetDateTime(row.getOffsetDateTime("learnt_at"))
                .addOffsetDateTime(utc(now));
    }

    private Uni<Void> add(SqlConnection connection, List<Tuple> deliveries) {
        return connection.preparedQuery(ADD).executeBatch(deliveries).chain(added -> {
            List<OutboxEntry<?>> published = new ArrayList<>();
            for (RowSet<Row> rows = added; rows != null; rows = rows.next()) {
                rows.forEach(row -> published.add(DeliveryRow.of(row).published()));
            }
            return outbox.addAll(connection, published);
        });
    }

    static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
