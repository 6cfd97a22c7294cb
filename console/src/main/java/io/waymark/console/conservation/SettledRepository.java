package io.waymark.console.conservation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Deletes what no balance needs any more. */
@ApplicationScoped
class SettledRepository {

    /** One replica at a time, so that two do not lock each other's rows. */
    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtext(current_schema() || '.conservation')) as held";

    /** Pieces that the normalizer has come past, and places that a newer settled one stands for. */
    private static final List<String> PASSED = List.of(
            """
            delete from conservation_piece p
            using (select raw_partition, max(position) as position from conservation_position
                   where reported_at <= now() - make_interval(secs => $1) group by raw_partition) s
            where s.raw_partition = p.raw_partition and p.next_offset <= s.position""",
            """
            delete from conservation_position p
            using (select raw_partition, max(position) as position from conservation_position
                   where reported_at <= now() - make_interval(secs => $1) group by raw_partition) s
            where s.raw_partition = p.raw_partition and p.position < s.position""");

    private static final List<String> OLD = List.of(
            "delete from conservation_cell where hour < $1",
            "delete from conservation_rejected where hour < $1",
            "delete from conservation_piece where hour < $1");

    private final Pool database;
    private final ConservationConfig config;

    SettledRepository(Pool database, ConservationConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Deletes what is settled, and hours before the given time. Does nothing while another replica does it. */
    Uni<Void> forget(Instant before) {
        return database.withTransaction(connection -> connection
                .query(LOCK)
                .execute()
                .chain(found -> found.iterator().next().getBoolean("held")
                        ? forget(connection, before)
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> forget(SqlConnection connection, Instant before) {
        double settle = (double) config.settle().toMillis() / 1000;
        return each(connection, PASSED, Tuple.of(settle))
                .chain(() -> each(connection, OLD, Tuple.of(before.atOffset(ZoneOffset.UTC))));
    }

    private static Uni<Void> each(SqlConnection connection, List<String> statements, Tuple parameters) {
        return Multi.createFrom()
                .iterable(statements)
                .onItem()
                .transformToUniAndConcatenate(
                        statement -> connection.preparedQuery(statement).execute(parameters))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
