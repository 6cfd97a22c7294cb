package io.waymark.poller.polling;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.cost.CostRepository;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.pace.NumberUseRepository;
import io.waymark.poller.pace.PaceRepository;
import io.waymark.poller.pace.RecentCalls;
import io.waymark.poller.plan.Jitter;
import io.waymark.poller.plan.Planner;
import io.waymark.poller.plan.Quotas;
import io.waymark.poller.plan.Rank;
import io.waymark.poller.polling.Selection.Postponed;
import io.waymark.poller.polling.Selection.Reason;
import io.waymark.poller.watch.PlanRepository;
import io.waymark.poller.watch.Planned;
import io.waymark.poller.watch.Watched;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Claims numbers that are due. Whatever a call needs is taken in the same transaction, before it is made: a replica
 * that dies leaves a claim behind, and whoever takes it over after the lease meets the guard of its number.
 */
@ApplicationScoped
class ClaimRepository {

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

    private static final String CLAIM =
            """
            update watch w set
              calling = true, attempt = w.attempt + 1, asked_at = now(), purpose = n.purpose, rank = n.rank,
              next_at = now() + $5::bigint * interval '1 millisecond',
              silent_since = case when n.silent then coalesce(w.silent_since, now()) end,
              ended_at = null, end_reason = null
            from unnest($1::bigint[], $2::text[], $3::smallint[], $4::boolean[]) as n(id, purpose, rank, silent)
            where w.id = n.id
            """;

    /** At the speed of real parcels: until the budget may have grown, or the month ended. */
    private static final Duration UNTIL_PAID = Duration.ofHours(6);

    private final Pool database;
    private final PaceRepository pace;
    private final PlanRepository plans;
    private final NumberUseRepository numbers;
    private final CostRepository cost;
    private final Planner planner;
    private final Quotas quotas;
    private final PollingConfig config;
    private final RecentCalls recent = new RecentCalls();

    ClaimRepository(
            Pool database,
            PaceRepository pace,
            PlanRepository plans,
            NumberUseRepository numbers,
            CostRepository cost,
            Planner planner,
            Quotas quotas,
            PollingConfig config) {
        this.database = database;
        this.pace = pace;
        this.plans = plans;
        this.numbers = numbers;
        this.cost = cost;
        this.planner = planner;
        this.quotas = quotas;
        this.config = config;
    }

    /** A due row as it was found. */
    private record Found(long id, boolean calling, Duration late) {

        static Found of(Row row) {
            return new Found(row.getLong("id"), row.getBoolean("calling"), Duration.ofMillis(row.getLong("late_ms")));
        }
    }

    /**
     * Claims a provider's due rows, as many as may be called now, and plans those anew that turn out not to be due.
     *
     * @param most at the most
     * @return fails if PostgreSQL is away, with nothing changed
     */
    Uni<Claimed> claim(ProviderId provider, int most) {
        return database.withTransaction(c -> pace.lock(c, provider, OperationKind.QUERY, most)
                        .chain(permits -> due(c, provider, permits.calls()))
                        .call(found -> giveUp(c, found))
                        .chain(found -> claim(c, provider, found)))
                .invoke(claimed ->
                        claimed.claims().forEach(claim -> recent.asked(provider, claim.number(), System.nanoTime())));
    }

    /** What no call of this process came to, so that it may be repeated at once. */
    void forget(ProviderId provider, NumberKey number) {
        recent.forget(provider, number);
    }

    private static Uni<List<Found>> due(SqlConnection c, ProviderId provider, int most) {
        Shares shares = Shares.of(most, ThreadLocalRandom.current().nextDouble());
        List<Found> found = new ArrayList<>();
        return Multi.createFrom()
                .items(Rank.values())
                .onItem()
                .transformToUniAndConcatenate(rank ->
                        due(c, provider, rank, shares.most(rank, found.size())).invoke(found::addAll))
                .collect()
                .asList()
                .replaceWith(found);
    }

    private static Uni<List<Found>> due(SqlConnection c, ProviderId provider, Rank rank, int most) {
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

    private Uni<Claimed> claim(SqlConnection c, ProviderId provider, List<Found> found) {
        Map<Long, Duration> late = found.stream().collect(toMap(Found::id, Found::late));
        return plans.lock(c, found.stream().map(Found::id).toList()).chain(rows -> {
            List<Candidate> planned = rows.stream().map(this::candidate).toList();
            List<Candidate> due =
                    planned.stream().filter(one -> one.plan().isDue()).toList();
            List<Planned> looks = planned.stream()
                    .filter(one -> !one.plan().isDue())
                    .map(one -> new Planned(one.watched().id(), one.plan()))
                    .toList();
            return select(c, provider, due).chain(selection -> write(c, provider, selection, looks)
                    .replaceWith(claimed(selection, looks, late)));
        });
    }

    private Candidate candidate(Watched watched) {
        return new Candidate(watched, planner.plan(watched.facts(), Jitter.of(watched.id(), watched.attempt())));
    }

    private Uni<Selection> select(SqlConnection c, ProviderId provider, List<Candidate> due) {
        Duration gap = quotas.of(provider).gap();
        Selection free = Selection.of(due, gap)
                .without(one -> recent.remaining(provider, one.number(), gap, System.nanoTime()), Reason.BELT);
        return numbers.ask(c, provider, free.numbers())
                .map(refused -> free.without(one -> refused.getOrDefault(one.number(), Duration.ZERO), Reason.GUARD))
                .chain(asked -> pay(c, provider, asked));
    }

    private Uni<Selection> pay(SqlConnection c, ProviderId provider, Selection asked) {
        Duration wait = Duration.ofMillis((long) (UNTIL_PAID.toMillis() / quotas.speed(provider)));
        return cost.reserve(
                        c,
                        provider,
                        "query",
                        asked.granted().stream().map(Candidate::charge).toList())
                .chain(paid -> numbers.unask(c, provider, unpaid(asked, paid))
                        .replaceWith(asked.without(
                                one -> paid.contains(one.number()) ? Duration.ZERO : wait, Reason.BUDGET)));
    }

    private static List<NumberKey> unpaid(Selection asked, Set<NumberKey> paid) {
        return asked.numbers().stream().filter(number -> !paid.contains(number)).toList();
    }

    private Uni<Void> write(SqlConnection c, ProviderId provider, Selection selection, List<Planned> looks) {
        List<Planned> plan = Stream.concat(
                        looks.stream(), selection.postponed().stream().map(Postponed::planned))
                .toList();
        return plans.write(c, plan)
                .chain(() -> mark(c, selection.granted()))
                .chain(() -> pace.take(c, provider, selection.granted().size()));
    }

    private Uni<Void> mark(SqlConnection c, List<Candidate> granted) {
        return granted.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(CLAIM).execute(columns(granted)).replaceWithVoid();
    }

    private Tuple columns(List<Candidate> granted) {
        return Tuple.tuple()
                .addArrayOfLong(granted.stream().map(one -> one.watched().id()).toArray(Long[]::new))
                .addArrayOfString(
                        granted.stream().map(one -> one.plan().purpose().name()).toArray(String[]::new))
                .addArrayOfShort(granted.stream()
                        .map(one -> (short) one.plan().rank().ordinal())
                        .toArray(Short[]::new))
                .addArrayOfBoolean(
                        granted.stream().map(one -> one.plan().silent()).toArray(Boolean[]::new))
                .addLong(config.lease().toMillis());
    }

    private static Claimed claimed(Selection selection, List<Planned> looks, Map<Long, Duration> late) {
        List<PollClaim> claims = selection.granted().stream()
                .map(one -> new PollClaim(
                        one.watched(),
                        one.plan().purpose(),
                        late.getOrDefault(one.watched().id(), Duration.ZERO)))
                .toList();
        return new Claimed(
                claims,
                selection.postponed(),
                looks.size() + selection.postponed().size());
    }
}
