package io.waymark.console.stream;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.waymark.console.readmodel.NewsWireRepository;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Hears from PostgreSQL of which shipments there are new events, by whichever replica they were applied. Takes one connection
 * of the pool for as long as the replica runs. While that is lost nothing is heard: so whoever follows is told, as soon as
 * there is one again, that news may have been missed.
 */
@ApplicationScoped
class NewsRepository {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool database;

    /** So that the log says it once. */
    private final AtomicBoolean isLost = new AtomicBoolean();

    NewsRepository(Pool database) {
        this.database = database;
    }

    /**
     * Follows until it is cancelled.
     *
     * @param news what there are new events of
     * @param missed called whenever hearing begins, also for the first time
     */
    Cancellable follow(Consumer<List<ShipmentId>> news, Runnable missed) {
        return Uni.createFrom()
                .deferred(() -> database.getConnection())
                .chain(connection -> hear(connection, news, missed))
                .onFailure()
                .invoke(this::lost)
                .onFailure()
                .recoverWithNull()
                .onItem()
                .delayIt()
                .by(PAUSE)
                .repeat()
                .indefinitely()
                .subscribe()
                .with(again -> {});
    }

    private void lost(Throwable failure) {
        if (!isLost.getAndSet(true)) {
            Log.warnf("news of events not heard error=%s", failure.toString());
        }
    }

    private void heard() {
        if (isLost.getAndSet(false)) {
            Log.info("news of events heard again");
        }
    }

    /** Completes or fails when the connection is lost. */
    private Uni<Void> hear(SqlConnection connection, Consumer<List<ShipmentId>> news, Runnable missed) {
        Uni<Void> closed = Uni.createFrom().emitter(lost -> connection.closeHandler(() -> lost.complete(null)));
        PgConnection.cast(connection.getDelegate())
                .notificationHandler(heard -> news.accept(NewsWireRepository.read(heard.getPayload())));
        return ask(connection, NewsWireRepository.LISTEN)
                .invoke(this::heard)
                .invoke(missed)
                .chain(() -> Uni.combine().any().of(closed, checked(connection)).replaceWithVoid())
                .onTermination()
                .call(() -> connection.close());
    }

    /** Fails when the connection does not answer any more; never completes. To listen twice is the same as once. */
    private static Uni<Void> checked(SqlConnection connection) {
        return Multi.createFrom()
                .ticks()
                .every(CHECK)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> ask(connection, NewsWireRepository.LISTEN))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> ask(SqlConnection connection, String sql) {
        return connection.query(sql).execute().ifNoItem().after(PATIENCE).fail().replaceWithVoid();
    }
}
