package io.waymark.poller.cost;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/** Deletes what the accounts of numbers need no longer. Several replicas may at a time. */
@ApplicationScoped
class PruneRepository {

    private static final int AT_A_TIME = 5_000;

    private static final String BILLED =
            """
            delete from billed_number where ctid = any(array(
              select ctid from billed_number where month < $1 limit $2 for update skip locked))
            """;

    /** Longer ago than any limit of a provider looks back. */
    private static final String USED =
            """
            delete from number_use where ctid = any(array(
              select ctid from number_use where touched_at < now() - interval '40 days' limit $1 for update skip locked))
            """;

    private final Pool database;

    PruneRepository(Pool database) {
        this.database = database;
    }

    /** Deletes bills of months before that one; what merchants paid per day stays. */
    Uni<Void> bills(LocalDate month) {
        return allOf(BILLED, Tuple.of(month, AT_A_TIME));
    }

    /** Deletes what was done with numbers that nobody has touched for 40 days. */
    Uni<Void> uses() {
        return allOf(USED, Tuple.of(AT_A_TIME));
    }

    private Uni<Void> allOf(String some, Tuple which) {
        return Uni.createFrom()
                .deferred(() -> database.preparedQuery(some).execute(which))
                .repeat()
                .whilst(rows -> rows.rowCount() == AT_A_TIME)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
