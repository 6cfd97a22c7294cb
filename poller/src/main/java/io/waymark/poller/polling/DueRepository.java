package io.waymark.poller.polling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.plan.Rank;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;

/** Finds rows that are due, longest due first, passing over those that another replica is claiming. */
@ApplicationScoped
class DueRepository {

    private static final String DUE =
            """
            select id, calling, (extract(epoch from clock_timestamp() - next_at) * 1000)::bigint as late_ms from watch
            where provider = $1 and rank = $2 and next_at <= now() order by next_at limit $3 for update skip locked
            """;

    /** Calls of which nobody recorded the outcome before the lease ended. */
    private static final String GIVE_UP =
            """
            update watch set calling = false, failures = failures + 1, last_code = 'lost'
            where id = any($1) and calling
            """;

    /**
     * A due row as it was found.
     *
     * @param calling whether a call was begun for it that nobody recorded
     * @param late how long it has been due
     */
    record Found(long id, boolean calling, Duration late) {

        /** One that was not. */
        static final Found NOTHING = new Found(0, false, Duration.ZERO);

        private static Found of(Row row) {
            return new Found(row.getLong("id"), row.getBoolean("calling"), Duration.ofMillis(row.getLong("late_ms")));
        }
    }

    /**
     * Locks due rows, in the caller's transaction. A call that was begun for one of them and never recorded has failed.
     *
     * @param most of all ranks together
     * @return by their ids, longest due first; fails if PostgreSQL is away
     */
    Uni<Map<Long, Found>> find(SqlConnection c, ProviderId provider, int most) {
        Shares shares = Shares.of(most, ThreadLocalRandom.current().nextDouble());
        List<Found> found = new ArrayList<>();
        return Multi.createFrom()
                .items(Rank.values())
                .onItem()
                .transformToUniAndConcatenate(rank ->
                        find(c, provider, rank, shares.most(rank, found.size())).invoke(found::addAll))
                .collect()
                .asList()
                .chain(() -> giveUp(c, found))
                .map(done -> byId(found));
    }

    private static Uni<List<Found>> find(SqlConnection c, ProviderId provider, Rank rank, int most) {
        return most == 0
                ? Uni.createFrom().item(List.of())
                : c.preparedQuery(DUE)
                        .execute(Tuple.of(provider.code(), (short) rank.ordinal(), most))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(Found::of)
                                .toList());
    }

    private static Uni<Void> giveUp(SqlConnection c, List<Found> found) {
        Long[] lost = found.stream().filter(Found::calling).map(Found::id).toArray(Long[]::new);
        return lost.length == 0
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(GIVE_UP)
                        .execute(Tuple.tuple().addArrayOfLong(lost))
                        .replaceWithVoid();
    }

    private static Map<Long, Found> byId(List<Found> found) {
        Map<Long, Found> rows = new LinkedHashMap<>();
        found.forEach(row -> rows.put(row.id(), row));
        return rows;
    }
}
