package io.waymark.console.conservation;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Counts every record once. How far a partition is counted stands beside the counts and changes with them in one
 * transaction, which holds the partition's row: records that come again, after a crash or from a replica that has not
 * noticed yet that the partition is another's, are left out.
 */
@ApplicationScoped
class CountRepository {

    private static final String BEGIN =
            """
            insert into conservation_offset (topic, partition, next_offset) values ($1, $2, 0)
            on conflict (topic, partition) do nothing""";

    private static final String LOCK =
            """
            select partition, next_offset from conservation_offset where topic = $1 and partition = any ($2)
            order by partition for update""";

    private static final String ADVANCE =
            "update conservation_offset set next_offset = $3 where topic = $1 and partition = $2";

    private final Pool database;

    CountRepository(Pool database) {
        this.database = database;
    }

    /** Adds what is not counted yet, all of it in one transaction. */
    Uni<Void> add(BookRepository book, List<Addition> additions) {
        Map<Integer, Long> ends = ends(additions);
        return ends.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.withTransaction(connection ->
                        locked(connection, book.topic(), ends).chain(next -> write(connection, book, additions, next)));
    }

    private static Uni<Void> write(
            SqlConnection connection, BookRepository book, List<Addition> additions, Map<Integer, Long> next) {
        List<Addition> fresh = additions.stream()
                .filter(addition -> addition.offset() >= next.getOrDefault(addition.partition(), 0L))
                .toList();
        List<Addition> told = fresh.stream().filter(one -> one.count() > 0).toList();
        Uni<Void> written = told.isEmpty() ? Uni.createFrom().voidItem() : book.write(connection, told);
        return fresh.isEmpty() ? written : written.chain(() -> advance(connection, book.topic(), ends(fresh)));
    }

    private static Uni<Map<Integer, Long>> locked(SqlConnection connection, String topic, Map<Integer, Long> ends) {
        List<Tuple> rows = ends.keySet().stream()
                .sorted()
                .map(partition -> Tuple.of(topic, partition))
                .toList();
        Integer[] partitions = ends.keySet().toArray(Integer[]::new);
        return connection
                .preparedQuery(BEGIN)
                .executeBatch(rows)
                .chain(() -> connection.preparedQuery(LOCK).execute(Tuple.of(topic, partitions)))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .collect(toMap(row -> row.getInteger("partition"), row -> row.getLong("next_offset"))));
    }

    private static Uni<Void> advance(SqlConnection connection, String topic, Map<Integer, Long> ends) {
        List<Tuple> rows = ends.entrySet().stream()
                .map(end -> Tuple.of(topic, end.getKey(), end.getValue()))
                .toList();
        return connection.preparedQuery(ADVANCE).executeBatch(rows).replaceWithVoid();
    }

    /** Of each partition the offset after its last record. */
    private static Map<Integer, Long> ends(List<Addition> additions) {
        Map<Integer, Long> ends = new HashMap<>();
        additions.forEach(addition -> ends.merge(addition.partition(), addition.offset() + 1, Math::max));
        return ends;
    }
}
