package io.waymark.console.erasure;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Asks services again that have not answered, and measures how long erasures take. */
@ApplicationScoped
class ErasureScheduler {

    private final Pool database;
    private final ErasureRepository erasures;
    private final ErasurePartRepository parts;
    private final OutboxBatchRepository outbox;
    private final OutboxRelay relay;
    private final ErasureMetrics metrics;
    private final ErasureConfig config;

    ErasureScheduler(
            Pool database,
            ErasureRepository erasures,
            ErasurePartRepository parts,
            OutboxBatchRepository outbox,
            OutboxRelay relay,
            ErasureMetrics metrics,
            ErasureConfig config) {
        this.database = database;
        this.erasures = erasures;
        this.parts = parts;
        this.outbox = outbox;
        this.relay = relay;
        this.metrics = metrics;
        this.config = config;
    }

    @Scheduled(
            every = "${waymark.erasure.every:PT15S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> watch() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return askAgain(now)
                .chain(() -> erasures.open(database))
                .invoke(metrics::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("erasures not watched error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> askAgain(Instant now) {
        return database.withTransaction(connection -> parts.silent(connection, now.minus(config.askAgain()), now)
                        .chain(asks -> outbox.addAll(
                                connection,
                                asks.stream()
                                        .<OutboxEntry<?>>map(ask -> ask.entry(now))
                                        .toList())))
                .invoke(relay::wake);
    }
}
