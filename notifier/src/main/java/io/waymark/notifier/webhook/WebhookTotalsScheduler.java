package io.waymark.notifier.webhook;

import io.micrometer.core.instrument.Gauge;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.waymark.outbox.GaugeMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Gauges counted in the database and so the same in every replica: take the maximum over replicas, not the sum.
 *
 * <ul>
 *   <li>{@code webhook_deliveries_waiting}: messages that endpoints do not have yet; no more than 100,000 are counted
 *   <li>{@code webhook_due_oldest_seconds}: how long the first message to an endpoint that works has been due
 *   <li>{@code webhook_endpoints}, by {@code state}: {@code working}, {@code failing}, {@code disabled}
 * </ul>
 */
@ApplicationScoped
class WebhookTotalsScheduler {

    static final String COUNT =
            """
            select (select count(*) from (select from webhook_delivery where state = 'WAITING' limit 100000) waiting)
                     ::double precision as waiting,
                   coalesce((select greatest(0, extract(epoch from now() - min(first.next_attempt_at)))
                             from webhook_endpoint e cross join lateral (
                               select d.next_attempt_at from webhook_delivery d
                               where d.endpoint_id = e.endpoint_id and d.state = 'WAITING' and d.next_attempt_at is not null
                               order by d.next_attempt_at limit 1) first
                             where e.enabled and e.failing_since is null), 0)::double precision as oldest,
                   (select count(*) from webhook_endpoint where enabled and failing_since is null)::double precision
                     as working,
                   (select count(*) from webhook_endpoint where enabled and failing_since is not null)::double precision
                     as failing,
                   (select count(*) from webhook_endpoint where not enabled and deleted_at is null)::double precision as disabled""";

    private record Totals(double waiting, double oldestSeconds, double working, double failing, double disabled) {}

    private final Pool database;
    private volatile Totals newest = new Totals(0, 0, 0, 0, 0);

    WebhookTotalsScheduler(Pool database, GaugeMetrics gauges) {
        this.database = database;
        gauges.add(Gauge.builder("webhook_deliveries_waiting", () -> newest.waiting())
                .description("Messages that endpoints do not have yet"));
        gauges.add(Gauge.builder("webhook_due_oldest", () -> newest.oldestSeconds())
                .description("How long the first message to an endpoint that works has been due")
                .baseUnit("seconds"));
        gauges.add(endpoints("working", () -> newest.working()));
        gauges.add(endpoints("failing", () -> newest.failing()));
        gauges.add(endpoints("disabled", () -> newest.disabled()));
    }

    private static Gauge.Builder<?> endpoints(String state, Supplier<Number> count) {
        return Gauge.builder("webhook_endpoints", count)
                .description("Merchants' endpoints")
                .tag("state", state);
    }

    @Scheduled(
            every = "${waymark.webhook.sweep:10s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> count() {
        return database.query(COUNT)
                .execute()
                .ifNoItem()
                .after(DeliveryRepository.PATIENCE)
                .fail()
                .invoke(rows -> show(rows.iterator().next()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("messages to endpoints not counted error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void show(Row row) {
        newest = new Totals(
                row.getDouble("waiting"),
                row.getDouble("oldest"),
                row.getDouble("working"),
                row.getDouble("failing"),
                row.getDouble("disabled"));
    }
}
