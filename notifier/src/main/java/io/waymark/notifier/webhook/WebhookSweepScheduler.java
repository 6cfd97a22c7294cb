package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Gives up what waits for endpoints that are disabled or deleted, has lanes go on that are stuck, and deletes what is old. Some of it at a time; any number of replicas may.
 */
@ApplicationScoped
class WebhookSweepScheduler {

    private static final int AT_A_TIME = WebhookOrderRepository.AT_A_TIME;

    static final String GIVE_UP =
            """
            with given_up as materialized (
              select d.delivery_id from webhook_endpoint e cross join lateral (
                select w.delivery_id from webhook_delivery w
                where w.endpoint_id = e.endpoint_id and w.state = 'WAITING'
                  and (w.sending_at is null or w.next_attempt_at < $1)
                limit $2
                for update skip locked) d
              where not e.enabled
              limit $2)
            update webhook_delivery set state = 'FAILED', next_attempt_at = null, sending_at = null, changed_at = $1,
                                        revision = revision + 1
            where delivery_id in (select delivery_id from given_up)
            returning"""
                    + " " + DeliveryRow.COLUMNS;

    private static final String FORGET_DELIVERIES =
            """
            delete from webhook_delivery where delivery_id in (
              select delivery_id from webhook_delivery where state <> 'WAITING' and changed_at < $1 limit $2)""";

    private static final String FORGET_FACTS =
            """
            delete from webhook_fact where webhook_id in (
              select webhook_id from webhook_fact where stored_at < $1 limit $2)""";

    /** Long after their records are gone from the topic: none is carried out twice. */
    private static final String FORGET_ORDERS =
            """
            delete from webhook_order where command_id in (
              select command_id from webhook_order where state <> 'PENDING' and issued_at < $1 limit $2)""";

    private static final String FORGET_ENDPOINTS =
            """
            delete from webhook_endpoint where endpoint_id in (
              select endpoint_id from webhook_endpoint where deleted_at < $1 limit $2)""";

    private static final String FORGET_REGISTRATIONS =
            """
            with old as materialized (
              select shipment_id, merchant_id from webhook_registration where registered_at < $1 limit $2),
            done_with as (
              delete from unlock u using old where u.shipment_id = old.shipment_id and u.merchant_id = old.merchant_id)
            delete from webhook_registration r using old
            where r.shipment_id = old.shipment_id and r.merchant_id = old.merchant_id""";

    private static final String FORGET_SCANS =
            """
            delete from signed_scan where scan_id in (
              select scan_id from signed_scan where occurred_at < $1 limit $2)""";

    private final Pool database;
    private final WebhookOrderRepository rows;
    private final LaneRepository lanes;
    private final OutboxRelay relay;
    private final WebhookConfig config;
    private final Clock clock;

    WebhookSweepScheduler(
            Pool database,
            WebhookOrderRepository rows,
            LaneRepository lanes,
            OutboxRelay relay,
            WebhookConfig config,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.lanes = lanes;
        this.relay = relay;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${waymark.webhook.sweep:10s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return whileFull(connection -> giveUp(connection, now))
                .chain(() -> whileFull(connection -> lanes.free(connection, now, AT_A_TIME)))
                .chain(() -> forget(FORGET_DELIVERIES, now.minus(config.kept())))
                .chain(() -> forget(FORGET_FACTS, now.minus(config.factsKept())))
                .chain(() -> forget(FORGET_ORDERS, now.minus(config.kept())))
                .chain(() -> forget(FORGET_ENDPOINTS, now.minus(config.kept())))
                .chain(() -> forget(FORGET_REGISTRATIONS, now.minus(config.registrationsKept())))
                .chain(() -> forget(FORGET_SCANS, now.minus(config.registrationsKept())))
                .invoke(relay::wake)
                .onFailure()
                .invoke(failure -> Log.warnf("webhooks not swept error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    @FunctionalInterface
    private interface Portion {
        Uni<Integer> of(SqlConnection connection);
    }

    /** Each portion in a transaction of its own. */
    private Uni<Void> whileFull(Portion portion) {
        return Multi.createBy()
                .repeating()
                .uni(() -> database.withTransaction(portion::of)
                        .ifNoItem()
                        .after(DeliveryRepository.PATIENCE)
                        .fail())
                .whilst(done -> done == AT_A_TIME)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> giveUp(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(GIVE_UP)
                .execute(Tuple.of(utc(now), AT_A_TIME))
                .chain(given -> rows.publish(connection, given));
    }

    private Uni<Void> forget(String sql, Instant before) {
        return whileFull(connection -> connection
                .preparedQuery(sql)
                .execute(Tuple.of(utc(before), AT_A_TIME))
                .map(deleted -> deleted.rowCount()));
    }
}
