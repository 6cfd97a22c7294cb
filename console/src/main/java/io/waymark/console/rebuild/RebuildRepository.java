package io.waymark.console.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Which rebuilds there were, and how far the one that runs has come. */
@ApplicationScoped
class RebuildRepository {

    private static final String ORDER =
            """
            insert into rebuild (rebuild_id, state, history, actor, started_at) values ($1, 'REPLAYING', $2, $3, now())
            on conflict ((true)) where state in ('REPLAYING', 'COMPLETING') do nothing""";

    private static final String LAST =
            """
            select rebuild_id, state, history, actor, started_at, replayed_at, finished_at, detail
            from rebuild order by started_at desc limit 1""";

    private static final String CANCEL =
            """
            update rebuild set state = 'CANCELLED', finished_at = now(), detail = 'cancelled by ' || $1
            where state in ('REPLAYING', 'COMPLETING')""";

    private static final String BEGIN =
            """
            insert into rebuild_partition (rebuild_id, topic, partition, first_offset, end_offset)
            values ($1, $2, $3, $4, $5)""";

    private static final String PARTITIONS =
            "select topic, partition, first_offset, end_offset from rebuild_partition where rebuild_id = $1"
                    + " order by topic, partition";

    private static final String REPLAYED =
            """
            update rebuild set state = 'COMPLETING', replayed_at = coalesce(replayed_at, now())
            where rebuild_id = $1 and state = 'REPLAYING'""";

    private static final String SAY =
            "update rebuild set detail = $2 where rebuild_id = $1 and state in ('REPLAYING', 'COMPLETING')";

    private final Pool database;

    RebuildRepository(Pool database) {
        this.database = database;
    }

    /**
     * What a rebuild reads of a partition.
     *
     * @param end where it ended when the rebuild began
     */
    record Stretch(TopicPartition partition, long first, long end) {}

    /** Does nothing where one is under way. */
    Uni<Void> order(UUID id, @Nullable String history, String actor) {
        return database.preparedQuery(ORDER)
                .execute(Tuple.of(id, history, actor))
                .replaceWithVoid();
    }

    Uni<Optional<Rebuild>> last() {
        return database.query(LAST).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(RebuildRepository::rebuild)
                .findFirst());
    }

    /** Ends the one that is under way, if there is one. */
    Uni<Void> cancel(String actor) {
        return database.preparedQuery(CANCEL).execute(Tuple.of(actor)).replaceWithVoid();
    }

    /** What it reads, all of it at once: from then on it goes on after a restart. */
    Uni<Void> begin(UUID id, List<Stretch> stretches) {
        List<Tuple> rows = stretches.stream()
                .map(stretch -> Tuple.of(
                        id, stretch.partition.topic(), stretch.partition.partition(), stretch.first, stretch.end))
                .toList();
        return database.withTransaction(
                connection -> connection.preparedQuery(BEGIN).executeBatch(rows).replaceWithVoid());
    }

    /** Empty if it has not begun yet. */
    Uni<List<Stretch>> stretches(UUID id) {
        return database.preparedQuery(PARTITIONS).execute(Tuple.of(id)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Stretch(
                        new TopicPartition(row.getString("topic"), row.getInteger("partition")),
                        row.getLong("first_offset"),
                        row.getLong("end_offset")))
                .toList());
    }

    Uni<Void> replayed(UUID id) {
        return database.preparedQuery(REPLAYED).execute(Tuple.of(id)).replaceWithVoid();
    }

    /** Tells operators what is being done. */
    Uni<Void> say(UUID id, String detail) {
        return database.preparedQuery(SAY).execute(Tuple.of(id, detail)).replaceWithVoid();
    }

    private static Rebuild rebuild(Row row) {
        return new Rebuild(
                row.getUUID("rebuild_id"),
                RebuildState.valueOf(row.getString("state")),
                row.getString("history"),
                row.getString("actor"),
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row.getOffsetDateTime("replayed_at")),
                instant(row.getOffsetDateTime("finished_at")),
                row.getString("detail"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
