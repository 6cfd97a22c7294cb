package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.WebhookType;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders about endpoints, and what they change. */
@ApplicationScoped
class WebhookOrderRepository {

    /** Deliveries in one transaction. */
    static final int AT_A_TIME = 500;

    private static final String NEXT =
            """
            select o.*, e.merchant_id as owner, e.enabled from webhook_order o
            left join webhook_endpoint e on e.endpoint_id = o.endpoint_id and e.deleted_at is null
            where o.state = 'PENDING' and (e.enabled or o.issued_at < $1)
            order by o.rounds, o.issued_at limit 1
            for update of o skip locked""";

    private static final String CLOSE = "update webhook_order set state = $2, detail = $3 where command_id = $1";

    private static final String AGAIN = "update webhook_order set rounds = rounds + 1 where command_id = $1";

    private static final String LATE =
            "select endpoint_id, revision from webhook_endpoint where tell_late order by endpoint_id";

    private static final String TOLD =
            "update webhook_endpoint set tell_late = false where endpoint_id = $1 and revision = $2";

    /** Out of its turn: a person wants to see it now, whatever the lane waits for. */
    private static final String RESEND =
            """
            update webhook_delivery
            set state = 'WAITING', in_order = false, step = 0, next_attempt_at = $3, command_id = $4, changed_at = $3,
                revision = revision + 1
            where delivery_id = $1 and endpoint_id = $2 and sending_at is null
            returning"""
                    + " " + DeliveryRow.COLUMNS;

    private static final String TO_RECOVER =
            """
            select delivery_id from webhook_delivery
            where endpoint_id = $1 and state = 'FAILED' and created_at >= $2 and command_id is distinct from $3
            order by created_at, place limit $4""";

    private static final String REVIVE =
            """
            update webhook_delivery
            set state = 'WAITING', in_order = true, step = 0, command_id = coalesce($2, command_id), changed_at = $3,
                revision = revision + 1
            where delivery_id = any($1) and state = 'FAILED'
            returning delivery_id""";

    /** The first of each lane goes at once. */
    private static final String FREE_FIRST =
            """
            update webhook_delivery d
            set next_attempt_at = case when not exists (
              select from webhook_delivery w
              where w.endpoint_id = d.endpoint_id and w.shipment_id = d.shipment_id and w.state = 'WAITING' and w.in_order
                and w.place < d.place) then $2::timestamptz end
            where d.delivery_id = any($1)
            returning"""
                    + " " + DeliveryRow.COLUMNS;

    private static final String UNTOLD =
            """
            select d.delivery_id from webhook_delivery d join webhook_endpoint e on e.endpoint_id = d.endpoint_id
            where e.endpoint_id = $1 and e.enabled and d.state = 'FAILED' and d.attempts = 0
              and d.created_at >= e.enabled_since
            order by d.place limit $2""";

    private static final String TEST =
            """
            insert into webhook_delivery (delivery_id, endpoint_id, merchant_id, webhook_id, type, state, in_order, body,
                                          next_attempt_at, command_id, created_at, changed_at, revision)
            values ($1, $2, $3, $4, $5, 'WAITING', false, $6, $7, $8, $7, $7, 1)
            on conflict do nothing
            returning"""
                    + " " + DeliveryRow.COLUMNS;

    private final OutboxBatchRepository outbox;
    private final LaneRepository lanes;

    WebhookOrderRepository(OutboxBatchRepository outbox, LaneRepository lanes) {
        this.outbox = outbox;
        this.lanes = lanes;
    }

    /** An endpoint that was changed, and may have missed something; as of a revision. */
    record Late(UUID endpointId, long revision) {}

    /**
     * Locks the order that has waited longest, of those that were begun the least often, passing over those that another has
     * locked.
     *
     * @param patience orders about endpoints that are not known, or disabled, are left alone unless they were given before
     */
    Uni<Optional<WebhookOrderRow>> next(SqlConnection connection, Instant patience) {
        return connection.preparedQuery(NEXT).execute(Tuple.of(utc(patience))).map(rows -> FanOutHandler.stream(rows)
                .findFirst()
                .map(WebhookOrderRow::of));
    }

    /** Lets other orders go before the rest of this one. */
    Uni<Void> again(SqlConnection connection, WebhookOrderRow order) {
        return connection
                .preparedQuery(AGAIN)
                .execute(Tuple.of(order.commandId()))
                .replaceWithVoid();
    }

    /** Ends an order, and tells the console. */
    Uni<Void> close(SqlConnection connection, WebhookOrderRow order, String state, String detail, Instant now) {
        return connection
                .preparedQuery(CLOSE)
                .execute(Tuple.of(order.commandId(), state, detail))
                .chain(() -> outbox.addAll(
                        connection,
                        List.of(EndpointRepository.answer(order.commandId(), order.merchantId(), state, detail, now))));
    }

    /** Has one message sent again; how many it was. */
    Uni<Integer> resend(SqlConnection connection, WebhookOrderRow order, UUID deliveryId, Instant now) {
        return lanes.lock(connection, List.of(deliveryId))
                .chain(() -> connection
                        .preparedQuery(RESEND)
                        .execute(Tuple.of(deliveryId, order.endpointId(), utc(now), order.commandId())))
                .chain(rows -> publish(connection, rows));
    }

    /** Has some of the messages sent again that were given up; how many, {@link #AT_A_TIME} if there may be more. */
    Uni<Integer> recover(SqlConnection connection, WebhookOrderRow order, Instant since, Instant now) {
        return connection
                .preparedQuery(TO_RECOVER)
                .execute(Tuple.of(order.endpointId(), utc(since), order.commandId(), AT_A_TIME))
                .chain(rows -> revive(connection, rows, order.commandId(), now));
    }

    /** Endpoints to look at with {@link #tellLate}. */
    Uni<List<Late>> late(SqlConnection connection) {
        return connection.query(LATE).execute().map(rows -> FanOutHandler.stream(rows)
                .map(row -> new Late(row.getUUID(0), row.getLong(1)))
                .toList());
    }

    /** Has some of the messages sent that there were to tell after their endpoint was enabled and before we knew that. */
    Uni<Integer> tellLate(SqlConnection connection, UUID endpointId, Instant now) {
        return connection
                .preparedQuery(UNTOLD)
                .execute(Tuple.of(endpointId, AT_A_TIME))
                .chain(rows -> revive(connection, rows, null, now));
    }

    /** The endpoint was looked at; not if it was changed meanwhile. */
    Uni<Void> told(SqlConnection connection, Late late) {
        return connection
                .preparedQuery(TOLD)
                .execute(Tuple.of(late.endpointId(), late.revision()))
                .replaceWithVoid();
    }

    private Uni<Integer> revive(SqlConnection connection, RowSet<Row> rows, @Nullable String commandId, Instant now) {
        List<UUID> ids = ids(rows);
        return ids.isEmpty()
                ? Uni.createFrom().item(0)
                : lanes.lock(connection, ids)
                        .chain(() -> connection
                                .preparedQuery(REVIVE)
                                .execute(Tuple.of(ids.toArray(UUID[]::new), commandId, utc(now))))
                        .chain(revived -> connection
                                .preparedQuery(FREE_FIRST)
                                .execute(Tuple.of(ids(revived).toArray(UUID[]::new), utc(now))))
                        .chain(freed -> publish(connection, freed))
                        .replaceWith(ids.size());
    }

    /** Sends a message that says nothing. */
    Uni<Integer> test(SqlConnection connection, WebhookOrderRow order, UUID webhookId, String body, Instant now) {
        return connection
                .preparedQuery(TEST)
                .execute(Tuple.tuple()
                        .addUUID(DeliveryRow.idOf(order.endpointId(), webhookId))
                        .addUUID(order.endpointId())
                        .addString(order.merchantId())
                        .addUUID(webhookId)
                        .addString(WebhookType.WEBHOOK_TEST.code())
                        .addString(body)
                        .addOffsetDateTime(utc(now))
                        .addString(order.commandId()))
                .chain(rows -> publish(connection, rows));
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return FanOutHandler.stream(rows).map(row -> row.getUUID(0)).toList();
    }

    Uni<Integer> publish(SqlConnection connection, RowSet<Row> rows) {
        List<OutboxEntry<?>> entries = new ArrayList<>();
        rows.forEach(row -> entries.add(DeliveryRow.of(row).published()));
        return outbox.addAll(connection, entries).replaceWith(rows.size());
    }
}
