package io.waymark.outbox;

import io.micrometer.core.instrument.Gauge;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gauges counted in the database and so the same in every replica:
 *
 * <ul>
 *   <li>{@code outbox_records}: records that wait to be sent to Kafka; no more than 10,000 are counted
 *   <li>{@code outbox_oldest_seconds}: how long the first of them has waited; 0 if none does
 * </ul>
 */
@ApplicationScoped
class OutboxGaugesScheduler {

    private static final String COUNT =
            """
            select (select count(*) from (select from outbox limit 10000) waiting)::double precision as records,
                   coalesce((select greatest(0, extract(epoch from now() - created_at))
                             from outbox order by id limit 1), 0)::double precision as oldest
            """;

    private final Pool database;
    private volatile Waiting newest = new Waiting(0, 0);

    private record Waiting(double records, double oldestSeconds) {}

    OutboxGaugesScheduler(Pool database, GaugeMetrics gauges) {
        this.database = database;
        gauges.add(Gauge.builder("outbox_records", () -> newest.records())
                .description("Records that wait to be sent to Kafka"));
        gauges.add(Gauge.builder("outbox_oldest", () -> newest.oldestSeconds())
                .description("How long the first of them has waited")
                .baseUnit("seconds"));
    }

    @Scheduled(
            every = "${waymark.outbox.count-every:5s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> count() {
        return database.query(COUNT)
                .execute()
                .invoke(rows -> show(rows.iterator().next()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("not counted what waits to be sent error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void show(Row row) {
        newest = new Waiting(row.getDouble("records"), row.getDouble("oldest"));
    }
}
