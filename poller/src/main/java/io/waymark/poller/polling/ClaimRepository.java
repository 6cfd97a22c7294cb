package io.waymark.poller.polling;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.cost.Charge;
import io.waymark.poller.cost.CostRepository;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.pace.NumberUseRepository;
import io.waymark.poller.pace.PaceRepository;
import io.waymark.poller.pace.RecentCalls;
import io.waymark.poller.plan.Jitter;
import io.waymark.poller.plan.Planner;
import io.waymark.poller.plan.Quotas;
import io.waymark.poller.polling.DueRepository.Found;
import io.waymark.poller.polling.Selection.Postponed;
import io.waymark.poller.polling.Selection.Reason;
import io.waymark.poller.watch.PlanRepository;
import io.waymark.poller.watch.Planned;
import io.waymark.poller.watch.Watched;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Claims numbers that are due. Whatever a call needs is taken in the same transaction, before it is made: a replica
 * that dies leaves a claim behind, and whoever takes it over after the lease meets the guard of its number.
 */
@ApplicationScoped
class ClaimRepository {

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

    /** At the speed of real parcels: only if the number is billed for something else can it be looked after. */
    private static final Duration UNTIL_BILLED = Duration.ofDays(3);

    /** What numbers are billed for. */
    static final String CAUSE = "query";

    private final Pool database;
    private final PaceRepository pace;
    private final DueRepository due;
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
            DueRepository due,
            PlanRepository plans,
            NumberUseRepository numbers,
            CostRepository cost,
            Planner planner,
            Quotas quotas,
            PollingConfig config) {
        this.database = database;
        this.pace = pace;
        this.due = due;
        this.plans = plans;
        this.numbers = numbers;
        this.cost = cost;
        this.planner = planner;
        this.quotas = quotas;
        this.config = config;
    }

    /**
     * Claims a provider's due rows, as many as may be called now, and plans those anew that turn out not to be due.
     *
     * @param most at the most
     * @return fails if PostgreSQL is away, with nothing changed
     */
    Uni<Claimed> claim(ProviderId provider, int most) {
        return database.withTransaction(c -> pace.lock(c, provider, OperationKind.QUERY, most)
                        .chain(permits -> due.find(c, provider, permits.calls()))
                        .chain(found -> claim(c, provider, found)))
                .invoke(claimed ->
                        claimed.claims().forEach(claim -> recent.asked(provider, claim.number(), System.nanoTime())));
    }

    /**
     * Notes that a call has ended: the gap counts from when the provider heard of it, which may have been any time until now.
     *
     * @param heard whether it did; if not the number may be asked about again at once
     */
    void ended(ProviderId provider, NumberKey number, boolean heard) {
        if (heard) {
            recent.asked(provider, number, System.nanoTime());
        } else {
            recent.forget(provider, number);
        }
    }

    private Uni<Claimed> claim(SqlConnection c, ProviderId provider, Map<Long, Found> found) {
        return plans.lock(c, List.copyOf(found.keySet()))
                .call(rows -> giveUp(c, provider, rows, found))
                .chain(rows -> claim(c, provider, rows, found));
    }

    /** Of a call that nobody recorded the provider may have heard at any time until now: it counts, and is paid for. */
    private Uni<Void> giveUp(SqlConnection c, ProviderId provider, List<Watched> rows, Map<Long, Found> found) {
        List<Charge> lost = rows.stream()
                .filter(row -> found.getOrDefault(row.id(), Found.NOTHING).calling())
                .map(Candidate::charge)
                .toList();
        return lost.isEmpty()
                ? Uni.createFrom().voidItem()
                : numbers.end(c, provider, lost.stream().map(Charge::number).toList())
                        .chain(() -> cost.settle(c, provider, CAUSE, lost, List.of()));
    }

    private Uni<Claimed> claim(SqlConnection c, ProviderId provider, List<Watched> rows, Map<Long, Found> found) {
        List<Candidate> planned = rows.stream().map(this::candidate).toList();
        List<Candidate> now = planned.stream().filter(one -> one.plan().isDue()).toList();
        List<Planned> looks = planned.stream()
                .filter(one -> !one.plan().isDue())
                .map(one -> Planned.of(one.watched(), one.plan()))
                .toList();
        return select(c, provider, now)
                .chain(selection -> write(c, provider, selection, looks).replaceWith(claimed(selection, looks, found)));
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
        return cost.reserve(
                        c,
                        provider,
                        CAUSE,
                        asked.granted().stream().map(Candidate::charge).toList())
                .chain(paid ->
                        numbers.unask(c, provider, unpaid(asked, paid)).replaceWith(paid(provider, asked, paid)));
    }

    private static List<NumberKey> unpaid(Selection asked, Set<NumberKey> paid) {
        return asked.numbers().stream().filter(number -> !paid.contains(number)).toList();
    }

    private Selection paid(ProviderId provider, Selection asked, Set<NumberKey> paid) {
        double speed = quotas.speed(provider);
        Predicate<Candidate> unpaid = one -> !paid.contains(one.number());
        return asked.without(
                        one -> waitIf(unpaid.test(one) && one.isAftercare(), UNTIL_BILLED, speed), Reason.AFTERCARE)
                .without(one -> waitIf(unpaid.test(one), UNTIL_PAID, speed), Reason.BUDGET);
    }

    private static Duration waitIf(boolean refused, Duration ruled, double speed) {
        return refused ? Duration.ofMillis((long) (ruled.toMillis() / speed)) : Duration.ZERO;
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

    private static Claimed claimed(Selection selection, List<Planned> looks, Map<Long, Found> found) {
        List<PollClaim> claims = selection.granted().stream()
                .map(one -> new PollClaim(
                        one.watched(),
                        one.plan().purpose(),
                        found.getOrDefault(one.watched().id(), Found.NOTHING).late()))
                .toList();
        return new Claimed(
                claims,
                selection.postponed(),
                looks.size() + selection.postponed().size());
    }
}
