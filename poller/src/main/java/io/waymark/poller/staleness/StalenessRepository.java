package io.waymark.poller.staleness;

import static java.util.stream.Collectors.groupingBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Computes how long ago open parcels were last heard of, for all replicas: table {@code staleness}. It reads nothing but
 * the index {@code watch_open}. Fails if PostgreSQL is away.
 */
@ApplicationScoped
class StalenessRepository {

    /** Any number that nobody else locks. */
    private static final long LOCK = 7_230_512_118L;

    private static final String IS_MINE =
            """
            select now() as now, pg_try_advisory_xact_lock($1) and not exists (
              select from staleness where computed_at > now() - $2::bigint * interval '1 millisecond') as mine
            """;

    static final String COUNT =
            """
            with recursive kinds as (
              (select provider, carrier from watch where ended_at is null and not arrived order by provider, carrier limit 1)
              union all
              select n.provider, n.carrier from kinds k cross join lateral (
                select provider, carrier from watch
                where ended_at is null and not arrived and (provider, carrier) > (k.provider, k.carrier)
                order by provider, carrier limit 1) n)
            select k.provider, k.carrier, (e.step - 1)::integer as step, c.parcels
            from kinds k
            cross join unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as e(younger_than, older_than, step)
            cross join lateral (
              select count(*) as parcels from watch w
              where w.provider = k.provider and w.carrier = k.carrier and w.ended_at is null
                and not w.arrived
                and w.heard_at > e.younger_than and w.heard_at <= e.older_than) c
            where c.parcels > 0
            """;

    private static final String FORGET = "delete from staleness";

    private static final String KEEP =
            """
            insert into staleness (provider, carrier, open, p50_ms, p95_ms, computed_at)
            select n.provider, n.carrier, n.open, n.p50, n.p95, now()
            from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
              as n(provider, carrier, open, p50, p95)
            """;

    private static final String READ =
            """
            select * from staleness
            where ($1::text is null or provider = $1) and ($2::text is null or carrier = $2)
            order by provider, carrier
            """;

    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("0001-01-01T00:00:00Z");
    private static final OffsetDateTime NEVER = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private final Pool database;

    StalenessRepository(Pool database) {
        this.database = database;
    }

    /** What was computed last; null for any provider or carrier. */
    Uni<List<Computed>> read(@Nullable String provider, @Nullable String carrier) {
        return database.preparedQuery(READ)
                .execute(Tuple.tuple().addString(provider).addString(carrier))
                .map(rows -> stream(rows)
                        .map(row -> new Computed(
                                new Staleness(
                                        kind(row),
                                        row.getLong("open"),
                                        Duration.ofMillis(row.getLong("p50_ms")),
                                        Duration.ofMillis(row.getLong("p95_ms"))),
                                row.getOffsetDateTime("computed_at")))
                        .toList());
    }

    /**
     * What was computed, and when.
     *
     * @param at PostgreSQL's time
     */
    record Computed(Staleness staleness, OffsetDateTime at) {}

    /** Computes it anew, unless somebody else is about it or has just done so. */
    Uni<Void> compute(Duration atMostEvery) {
        return database.withTransaction(c -> c.preparedQuery(IS_MINE)
                .execute(Tuple.of(LOCK, atMostEvery.toMillis()))
                .map(rows -> rows.iterator().next())
                .chain(row -> row.getBoolean("mine")
                        ? compute(c, row.getOffsetDateTime("now").toInstant())
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> compute(SqlConnection c, Instant now) {
        return c.preparedQuery(COUNT)
                .execute(bounds(now))
                .map(StalenessRepository::counted)
                .chain(all -> c.query(FORGET).execute().chain(() -> keep(c, all)));
    }

    /** Of each step when one must have been heard of to be in it: after the one time, and not after the other. */
    private static Tuple bounds(Instant now) {
        List<OffsetDateTime> ends =
                Ages.ends(now).stream().map(end -> end.atOffset(ZoneOffset.UTC)).toList();
        List<OffsetDateTime> youngerThan = new ArrayList<>(ends);
        youngerThan.add(LONG_AGO);
        List<OffsetDateTime> olderThan = new ArrayList<>(ends);
        olderThan.add(0, NEVER);
        return Tuple.tuple()
                .addArrayOfOffsetDateTime(youngerThan.toArray(OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(olderThan.toArray(OffsetDateTime[]::new));
    }

    private static List<Staleness> counted(RowSet<Row> rows) {
        return stream(rows).collect(groupingBy(StalenessRepository::kind)).entrySet().stream()
                .map(kind -> Ages.staleness(kind.getKey(), counts(kind.getValue())))
                .toList();
    }

    private static SortedMap<Integer, Long> counts(List<Row> rows) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.put(Ages.bucket(row.getInteger("step")), row.getLong("parcels")));
        return counts;
    }

    private static Uni<Void> keep(SqlConnection c, List<Staleness> all) {
        return c.preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addArrayOfString(
                                column(all, one -> one.kind().provider()).toArray(String[]::new))
                        .addArrayOfString(
                                column(all, one -> one.kind().carrier()).toArray(String[]::new))
                        .addArrayOfLong(column(all, Staleness::open).toArray(Long[]::new))
                        .addArrayOfLong(column(all, one -> one.p50().toMillis()).toArray(Long[]::new))
                        .addArrayOfLong(column(all, one -> one.p95().toMillis()).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static <T> Stream<T> column(List<Staleness> all, Function<Staleness, T> value) {
        return all.stream().map(value);
    }

    private static Kind kind(Row row) {
        return new Kind(row.getString("provider"), row.getString("carrier"));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
