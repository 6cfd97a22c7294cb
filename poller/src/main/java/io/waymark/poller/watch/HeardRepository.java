package io.waymark.poller.watch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Keeps when each number's provider was last heard of, and how long it usually pauses. Works in the caller's transaction. */
@ApplicationScoped
class HeardRepository {

    static final String LOCK =
            """
            select w.* from watch w
            join unnest($1::uuid[], $2::text[]) as n(shipment_id, provider)
              on w.shipment_id = n.shipment_id and w.provider = n.provider
            order by w.id
            for update of w
            """;

    static final String KEEP =
            """
            update watch w set heard_at = n.heard_at, heard_status = n.heard_status, told = true, healed = n.healed,
              failures = case when n.heard_at > w.heard_at then 0 else w.failures end,
              fruitless = case when n.heard_at > w.heard_at then 0 else w.fruitless end
            from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::boolean[])
              as n(id, heard_at, heard_status, healed)
            where w.id = n.id
            """;

    private static final String COUNT =
            """
            insert into silence_gap as g (provider, status, day, bucket, gaps)
            select n.provider, n.status, current_date, n.bucket, n.gaps
            from unnest($1::text[], $2::text[], $3::smallint[], $4::bigint[]) as n(provider, status, bucket, gaps)
            on conflict (provider, status, day, bucket) do update set gaps = g.gaps + excluded.gaps
            """;

    /** Locks the rows of shipments at the providers that were heard of, by id. */
    Uni<List<Listener>> lock(SqlConnection c, List<Heard> heard) {
        return heard.isEmpty()
                ? Uni.createFrom().item(List.of())
                : c.preparedQuery(LOCK)
                        .execute(Tuple.tuple()
                                .addArrayOfUUID(heard.stream()
                                        .map(one -> one.source().shipmentId().value())
                                        .toArray(UUID[]::new))
                                .addArrayOfString(heard.stream()
                                        .map(one -> one.source().provider().code())
                                        .toArray(String[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(ListenerRow::listener)
                                .toList());
    }

    /** Writes rows that were locked. */
    Uni<Void> keep(SqlConnection c, List<Listener> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(KEEP)
                        .execute(Tuple.tuple()
                                .addArrayOfLong(rows.stream().map(Listener::id).toArray(Long[]::new))
                                .addArrayOfOffsetDateTime(rows.stream()
                                        .map(row -> row.heardAt().atOffset(ZoneOffset.UTC))
                                        .toArray(OffsetDateTime[]::new))
                                .addArrayOfString(rows.stream()
                                        .map(row -> row.heardStatus().name())
                                        .toArray(String[]::new))
                                .addArrayOfBoolean(
                                        rows.stream().map(Listener::healed).toArray(Boolean[]::new)))
                        .replaceWithVoid();
    }

    /** Counts pauses under the day that it is in PostgreSQL. */
    Uni<Void> count(SqlConnection c, Collection<SilenceGap> gaps) {
        var counts = gaps.stream().collect(groupingBy(gap -> gap, TreeMap::new, counting()));
        return counts.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(COUNT)
                        .execute(Tuple.tuple()
                                .addArrayOfString(counts.keySet().stream()
                                        .map(gap -> gap.provider().code())
                                        .toArray(String[]::new))
                                .addArrayOfString(counts.keySet().stream()
                                        .map(gap -> gap.status().name())
                                        .toArray(String[]::new))
                                .addArrayOfShort(counts.keySet().stream()
                                        .map(gap -> (short) gap.bucket())
                                        .toArray(Short[]::new))
                                .addArrayOfLong(counts.values().toArray(Long[]::new)))
                        .replaceWithVoid();
    }
}
