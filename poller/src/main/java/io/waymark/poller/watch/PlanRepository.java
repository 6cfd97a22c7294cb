package io.waymark.poller.watch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Reads what plans are made from, under lock, and writes plans. Every method works in the caller's transaction and fails
 * if PostgreSQL is away. Rows are locked in the order of their ids, after {@code provider_pace} and before
 * {@code number_use}.
 */
@ApplicationScoped
public class PlanRepository {

    /**
     * Locks rows and reads their facts.
     *
     * @param ids of rows of {@code watch}
     * @return those that are still there, by id
     */
    public Uni<List<Watched>> lock(SqlConnection c, List<Long> ids) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /** Writes plans of locked rows; a row that somebody is calling for keeps the one it has. */
    public Uni<Void> write(SqlConnection c, List<Planned> plans) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /** Locks all rows of shipments of which a fact has changed, plans them anew and writes that. */
    public Uni<Void> replan(SqlConnection c, Collection<UUID> shipments) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }
}
