package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.outbox.OutboxBatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Claims messages that are due, and keeps what came of sending them. */
@ApplicationScoped
class DeliveryRepository {

    private static final String DUE_ENDPOINTS =
            """
            select e.endpoint_id, e.merchant_id, e.failing_since is not null as failing from webhook_endpoint e
            where e.enabled and (e.paused_until is null or e.paused_until <= $1)
              and exists (select from webhook_delivery d
                          where d.endpoint_id = e.endpoint_id and d.state = 'WAITING' and d.next_attempt_at <= $1)""";

    private static final String CLAIM =
            """
            with due as (
              select d.* from unnest($1::uuid[], $2::integer[]) as allowed(endpoint_id, most)
              cross join lateral (
                select w.delivery_id, w.sending_at as lost_at from webhook_delivery w
                where w.endpoint_id = allowed.endpoint_id and w.state = 'WAITING' and w.next_attempt_at <= $3
                order by w.next_attempt_at, w.place
                limit allowed.most
                for update skip locked) d),
            claimed as (
              update webhook_delivery d set sending_at = $3, next_attempt_at = $4
              from due where d.delivery_id = due.delivery_id
              returning d.*, due.lost_at)
            select claimed.*, e.url, e.types, e.key_version, e.previous_key_until, e.created_at as endpoint_created_at,
                   e.revision as endpoint_revision
            from claimed join webhook_endpoint e on e.endpoint_id = claimed.endpoint_id and e.deleted_at is null
            order by claimed.place""";

    private static final String LOCK_LANE =
            """
            select from webhook_registration where shipment_id = $1 and merchant_id = $2 for no key update""";

    private static final String KEEP =
            """
            update webhook_delivery
            set state = $3, attempts = $4, step = $5, next_attempt_at = $6, attempt_log = $7, sending_at = null,
                changed_at = $8, revision = revision + 1
            where delivery_id = $1 and state = 'WAITING' and sending_at = $2
            returning"""
                    + " " + DeliveryRow.COLUMNS;

    private static final String FREE_NEXT =
            """
            update webhook_delivery d set next_attempt_at = $3
            where d.next_attempt_at is null and d.delivery_id = (
              select n.delivery_id from webhook_delivery n
              where n.endpoint_id = $1 and n.shipment_id = $2 and n.state = 'WAITING' and n.in_order
              order by n.place limit 1)""";

    /** For an answer of PostgreSQL, before it counts as gone. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool database;
    private final OutboxBatchRepository outbox;

    DeliveryRepository(Pool database, OutboxBatchRepository outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /**
     * An endpoint for which messages are due.
     *
     * @param merchantId whose it is
     * @param failing whether the last attempt failed
     */
    record DueEndpoint(UUID endpointId, String merchantId, boolean failing) {}

    Uni<List<DueEndpoint>> dueEndpoints(Instant now) {
        return database.preparedQuery(DUE_ENDPOINTS).execute(Tuple.of(utc(now))).map(rows -> FanOutHandler.stream(rows)
                .map(row -> new DueEndpoint(
                        row.getUUID("endpoint_id"), row.getString("merchant_id"), row.getBoolean("failing")))
                .toList());
    }

    /**
     * Claims what is due, passing over what another has claimed.
     *
     * @param most of each endpoint
     * @param until when the claims end
     */
    Uni<List<Message>> claim(Map<UUID, Integer> most, Instant now, Instant until) {
        UUID[] endpoints = most.keySet().toArray(UUID[]::new);
        Integer[] counts = new Integer[endpoints.length];
        for (int i = 0; i < endpoints.length; i++) {
            counts[i] = most.get(endpoints[i]);
        }
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(endpoints, counts, utc(now), utc(until)))
                .map(rows ->
                        FanOutHandler.stream(rows).map(row -> message(row, now)).toList());
    }

    /**
     * Keeps what came of an attempt, and lets the next message of the lane go if this one is done with.
     *
     * @param result how it stands now
     * @param step of the schedule
     * @return false if the claim had ended, and another has it
     */
    Uni<Boolean> keep(SqlConnection connection, Message message, WebhookDelivery result, int step) {
        return lock(connection, message.delivery())
                .chain(() -> connection.preparedQuery(KEEP).execute(tuple(message, result, step)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : kept(connection, DeliveryRow.of(rows.iterator().next()))
                                .replaceWith(true));
    }

    private static Uni<Void> lock(SqlConnection connection, WebhookDelivery delivery) {
        ShipmentId shipment = delivery.shipmentId();
        return shipment == null
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(LOCK_LANE)
                        .execute(Tuple.of(shipment.value(), delivery.merchantId()))
                        .replaceWithVoid();
    }

    private static Tuple tuple(Message message, WebhookDelivery result, int step) {
        return Tuple.tuple()
                .addUUID(result.deliveryId())
                .addOffsetDateTime(utc(message.claimedAt()))
                .addString(result.state().name())
                .addInteger(result.attempts())
                .addInteger(step)
                .addOffsetDateTime(utc(result.nextAttemptAt()))
                .addString(DeliveryRow.log(result.attemptLog()))
                .addOffsetDateTime(utc(result.changedAt()));
    }

    private Uni<Void> kept(SqlConnection connection, DeliveryRow row) {
        return outbox.addAll(connection, List.of(row.published())).chain(() -> freeNext(connection, row.delivery()));
    }

    private static Uni<Void> freeNext(SqlConnection connection, WebhookDelivery delivery) {
        ShipmentId shipment = delivery.shipmentId();
        return shipment == null || delivery.state() == WebhookDelivery.State.WAITING
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(FREE_NEXT)
                        .execute(Tuple.of(delivery.endpointId(), shipment.value(), utc(delivery.changedAt())))
                        .replaceWithVoid();
    }

    private static Message message(Row row, Instant now) {
        WebhookDelivery delivery = DeliveryRow.of(row).delivery();
        @Nullable Instant lost = DeliveryRow.instant(row.getOffsetDateTime("lost_at"));
        return new Message(delivery, endpoint(row), row.getString("body"), row.getInteger("step"), now, lost);
    }

    private static WebhookEndpoint endpoint(Row row) {
        return new WebhookEndpoint(
                row.getUUID("endpoint_id"),
                row.getString("merchant_id"),
                row.getString("url"),
                Set.of(row.getArrayOfStrings("types")),
                true,
                row.getInteger("key_version"),
                DeliveryRow.instant(row.getOffsetDateTime("previous_key_until")),
                row.getOffsetDateTime("endpoint_created_at").toInstant(),
                row.getLong("endpoint_revision"));
    }
}
