package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Deletes facts that are old, every hour: some at a time, and none that somebody else has locked. What an open settlement
 * rests on stays; the ledger itself stays for good.
 */
@ApplicationScoped
class FactSweepScheduler {

    private static final int AT_A_TIME = 1_000;

    /** The orders that were answered are long gone from their topic. */
    private static final Duration ANSWERS_KEPT = Duration.ofDays(30);

    private static final String OPEN = " and s.state in " + LedgerEntry.OPEN_IN_SQL;

    private static final String ABOUT_SHIPMENT =
            """
            delete from %1$s where ctid = any(array(
              select f.ctid from %1$s f where f.%2$s < $1
                and not exists (select from settlement s where s.shipment_id = f.shipment_id"""
                    + OPEN + """
            )
              limit $2 for update of f skip locked))""";

    private static final String PAYMENTS =
            """
            delete from payment_fact where ctid = any(array(
              select f.ctid from payment_fact f where f.received_at < $1
                and not exists (select from settlement s where s.payment_key = f.payment_key"""
                    + OPEN + """
            )
              limit $2 for update of f skip locked))""";

    static final List<String> FACTS = List.of(
            ABOUT_SHIPMENT.formatted("scan_fact", "recorded_at"),
            ABOUT_SHIPMENT.formatted("latest_fact", "stored_at"),
            ABOUT_SHIPMENT.formatted("registration_fact", "stored_at"),
            PAYMENTS);

    private static final String ANSWERS =
            """
            delete from erasure_answer where ctid = any(array(
              select ctid from erasure_answer where answered_at < $1 limit $2 for update skip locked))""";

    private final Pool database;
    private final SettlementConfig config;
    private final Clock clock;

    FactSweepScheduler(Pool database, SettlementConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        Instant now = clock.instant();
        return TransactionHandler.inTurn(FACTS, some -> forget(some, now.minus(config.factsKept())))
                .chain(() -> forget(ANSWERS, now.minus(ANSWERS_KEPT)))
                .onFailure()
                .invoke(failure -> Log.warnf("old facts not deleted error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> forget(String some, Instant before) {
        return Uni.createFrom()
                .deferred(() ->
                        database.preparedQuery(some).execute(Tuple.of(before.atOffset(ZoneOffset.UTC), AT_A_TIME)))
                .repeat()
                .whilst(rows -> rows.rowCount() == AT_A_TIME)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
