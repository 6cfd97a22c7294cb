package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Applies what the public topics tell. How far each partition is applied stands beside the tables and changes with them
 * in one transaction, which holds the partition's row: records that come again, after a crash or from a replica that has
 * not noticed yet that the partition is another's, are left out. So are those of shipments that were erased.
 */
@ApplicationScoped
public class ReadModelRepository {

    private static final String LOCK =
            """
            insert into read_model_offset as o (topic, partition, next_offset)
            select topic, partition, 0 from unnest($1::text[], $2::int[]) as t (topic, partition)
            on conflict (topic, partition) do update set next_offset = o.next_offset
            returning topic, partition, next_offset""";

    private static final String ADVANCE =
            """
            update read_model_offset o set next_offset = greatest(o.next_offset, t.next_offset),
              told_at = greatest(o.told_at, t.told_at),
              applied_at = case when t.told_at is null then o.applied_at else clock_timestamp() end
            from unnest($1::text[], $2::int[], $3::bigint[], $4::timestamptz[]) as t (topic, partition, next_offset, told_at)
            where o.topic = t.topic and o.partition = t.partition""";

    private static final String PLACES = "select topic, partition, next_offset from %s.read_model_offset";

    private static final String FORGET = "delete from read_model_offset where topic = $1 and partition = $2";

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Pool database;
    private final MonthRepository months;
    private final List<ProjectionRepository<?>> tables;

    ReadModelRepository(
            Pool database,
            MonthRepository months,
            EventProjectionRepository events,
            ShipmentProjectionRepository shipments,
            SettlementProjectionRepository settlements) {
        this.database = database;
        this.months = months;
        this.tables = List.of(events, shipments, settlements);
    }

    /** All tables; events are stored before the status that follows from them. */
    public List<ProjectionRepository<?>> tables() {
        return tables;
    }

    /** Applies what is not applied yet, all of it in one transaction. */
    public Uni<Void> write(Generation generation, List<ToldRecord<?>> told, Map<TopicPartition, Long> ends) {
        return write(generation, told, ends, true);
    }

    /** The same for tables that are built anew, but for journeys: these are told once everything is read. */
    public Uni<Void> replay(List<ToldRecord<?>> told, Map<TopicPartition, Long> ends) {
        return write(Generation.NEXT, told, ends, false);
    }

    private Uni<Void> write(
            Generation generation, List<ToldRecord<?>> told, Map<TopicPartition, Long> ends, boolean areFollowed) {
        TreeMap<TopicPartition, Long> ordered = new TreeMap<>(ORDER);
        ordered.putAll(ends);
        return ordered.isEmpty()
                ? Uni.createFrom().voidItem()
                : months.make(generation, told)
                        .chain(() -> database.withTransaction(connection -> connection
                                .query(generation.searchPath() + "; " + ErasedRepository.SHARE)
                                .execute()
                                .chain(() -> write(connection, told, ordered))
                                .call(applied -> areFollowed
                                        ? JourneyRepository.follow(
                                                connection, applied.stream().flatMap(ToldRecord::travelled))
                                        : Uni.createFrom().voidItem())
                                .chain(applied -> generation == Generation.LIVE
                                        ? NewsWireRepository.tell(connection, applied)
                                        : Uni.createFrom().voidItem())));
    }

    /** Those that were not applied before. */
    private Uni<List<ToldRecord<?>>> write(
            SqlConnection connection, List<ToldRecord<?>> told, TreeMap<TopicPartition, Long> ends) {
        Tuple partitions = partitions(ends.keySet());
        return connection
                .preparedQuery(LOCK)
                .execute(partitions)
                .map(ReadModelRepository::places)
                .map(places -> told.stream()
                        .filter(one -> one.record().offset() >= places.getOrDefault(one.partition(), 0L))
                        .toList())
                .chain(fresh -> ErasedRepository.without(connection, fresh))
                .call(fresh -> RecordHandler.each(tables, table -> ToldRecord.apply(table, connection, fresh)))
                .call(fresh -> connection
                        .preparedQuery(ADVANCE)
                        .execute(partitions(ends.keySet())
                                .addArrayOfLong(ends.values().toArray(Long[]::new))
                                .addArrayOfOffsetDateTime(newest(fresh, ends.keySet()))));
    }

    /** The time of the newest record of each partition, which is not to come; null where there is none. */
    private static @Nullable OffsetDateTime[] newest(List<ToldRecord<?>> fresh, Collection<TopicPartition> partitions) {
        Instant now = Instant.now();
        Map<TopicPartition, Instant> newest = fresh.stream()
                .collect(Collectors.toMap(
                        ToldRecord::partition,
                        one -> one.change().at(),
                        (one, other) -> one.isAfter(other) ? one : other));
        return partitions.stream()
                .map(newest::get)
                .map(time -> time == null ? null : (time.isAfter(now) ? now : time).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    /** How far each partition is applied; partitions of which nothing is are not there. */
    public Uni<Map<TopicPartition, Long>> places(Generation generation) {
        return database.query(PLACES.formatted(generation.schema())).execute().map(ReadModelRepository::places);
    }

    /** Begins a partition anew. */
    Uni<Void> forget(TopicPartition partition) {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(partition.topic(), partition.partition()))
                .replaceWithVoid();
    }

    /** The rows of a table like {@code read_model_offset}. */
    public static Map<TopicPartition, Long> places(Iterable<Row> rows) {
        Map<TopicPartition, Long> places = new HashMap<>();
        rows.forEach(row -> places.put(
                new TopicPartition(row.getString("topic"), row.getInteger("partition")), row.getLong("next_offset")));
        return places;
    }

    private static Tuple partitions(Collection<TopicPartition> partitions) {
        return Tuple.tuple()
                .addArrayOfString(partitions.stream().map(TopicPartition::topic).toArray(String[]::new))
                .addArrayOfInteger(
                        partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new));
    }
}
