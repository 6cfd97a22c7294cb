package io.waymark.poller.watch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Stores facts and plans anew what they concern, a batch in a transaction. */
@ApplicationScoped
class FactRepository {

    private final Pool database;
    private final ParcelRepository parcels;
    private final DeadlineRepository deadlines;
    private final HeardRepository listeners;
    private final PlanRepository plans;

    FactRepository(
            Pool database,
            ParcelRepository parcels,
            DeadlineRepository deadlines,
            HeardRepository listeners,
            PlanRepository plans) {
        this.database = database;
        this.parcels = parcels;
        this.deadlines = deadlines;
        this.listeners = listeners;
        this.plans = plans;
    }

    /**
     * Stores a batch. To store it again, or after a newer one, changes nothing.
     *
     * @return whose silence was ended by an answer of which the batch brings the news; fails if PostgreSQL is away or
     *     refuses the data, and then nothing is stored
     */
    Uni<Set<Source>> store(FactBatch batch) {
        return database.withTransaction(c -> parcels.forget(c, batch.erased())
                .chain(() -> parcels.keep(c, batch.parcels()))
                .chain(() -> deadlines.forget(c, batch.dropped()))
                .chain(() -> deadlines.keep(c, batch.deadlines()))
                .chain(() -> hear(c, batch.heard()))
                .call(() -> plans.replan(c, batch.shipments())));
    }

    private Uni<Set<Source>> hear(SqlConnection c, List<Heard> heard) {
        return listeners.lock(c, heard).chain(rows -> {
            News news = News.of(heard, rows);
            return listeners
                    .keep(c, news.listeners())
                    .chain(() -> listeners.count(c, news.gaps()))
                    .replaceWith(news.healed());
        });
    }
}
