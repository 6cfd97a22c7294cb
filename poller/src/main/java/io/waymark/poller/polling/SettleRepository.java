package io.waymark.poller.polling;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.ProviderId;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import io.waymark.poller.cost.CostRepository;
import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.pace.NumberUseRepository;
import io.waymark.poller.pace.PaceRepository;
import io.waymark.poller.plan.Jitter;
import io.waymark.poller.plan.Planner;
import io.waymark.poller.plan.Quotas;
import io.waymark.poller.polling.PollOutcome.Guard;
import io.waymark.poller.polling.PollOutcome.Next;
import io.waymark.poller.watch.PlanRepository;
import io.waymark.poller.watch.Planned;
import io.waymark.poller.watch.Watched;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Records what calls came to, and files the answers in the same transaction. An answer is filed even if its row was
 * taken over or erased meanwhile: it is paid for, and to file one twice changes nothing.
 */
@ApplicationScoped
class SettleRepository {

    private static final String LOCK = "select from watch where id = any($1) order by id for update";

    private static final String NOW = "select date_trunc('milliseconds', clock_timestamp()) as now";

    private static final String SETTLE =
            """
            update watch w set
              calling = false, held = n.held, last_code = n.code,
              failures = case when n.failed then w.failures + 1 else 0 end,
              fruitless = case when n.failed then w.fruitless else w.fruitless + 1 end,
              healed = case when n.digest is null then w.healed else not n.heals end,
              answered_at = case when n.failed then w.answered_at else $8 end,
              answer_digest = coalesce(n.digest, w.answer_digest)
            from unnest($1::bigint[], $2::bigint[], $3::boolean[], $4::boolean[], $5::boolean[], $6::text[],
              $7::bytea[]) as n(id, attempt, failed, held, heals, code, digest)
            where w.id = n.id and w.attempt = n.attempt and w.calling
            returning w.id
            """;

    /** Of a row that was taken over meanwhile; what news the answer brings is recorded at that time, and none of a push. */
    private static final String ANSWERED = "update watch set answered_at = $2 where id = any($1)";

    /** Gaps for which a number is left alone that its provider has locked. */
    private static final int GAPS_LOCKED = 2;

    private final Pool database;
    private final PaceRepository pace;
    private final PlanRepository plans;
    private final NumberUseRepository numbers;
    private final CostRepository cost;
    private final OutboxBatchRepository outbox;
    private final Planner planner;
    private final Quotas quotas;

    SettleRepository(
            Pool database,
            PaceRepository pace,
            PlanRepository plans,
            NumberUseRepository numbers,
            CostRepository cost,
            OutboxBatchRepository outbox,
            Planner planner,
            Quotas quotas) {
        this.database = database;
        this.pace = pace;
        this.plans = plans;
        this.numbers = numbers;
        this.cost = cost;
        this.outbox = outbox;
        this.planner = planner;
        this.quotas = quotas;
    }

    /**
     * Records calls of one provider. To be called again if it fails: then nothing is changed, or all of it.
     *
     * @param calls that have ended
     */
    Uni<Void> settle(ProviderId provider, List<Polled> calls) {
        return database.withTransaction(c -> pace.report(c, provider, answered(calls), failures(calls))
                .chain(() -> record(c, calls))
                .chain(now -> outbox.addAll(c, entries(calls, now)))
                .chain(() -> numbers.end(
                        c, provider, numbers(calls, one -> one.outcome().guard() != Guard.UNASK)))
                .chain(() -> numbers.unask(c, provider, guarded(calls, Guard.UNASK)))
                .chain(() -> lockOut(c, provider, guarded(calls, Guard.LOCK)))
                .chain(() -> cost.settle(
                        c,
                        provider,
                        ClaimRepository.CAUSE,
                        calls.stream()
                                .filter(one -> one.outcome().isBilled())
                                .map(one -> Candidate.charge(one.claim().watched()))
                                .toList(),
                        numbers(calls, one -> !one.outcome().isBilled()))));
    }

    private static int answered(List<Polled> calls) {
        return (int) calls.stream().filter(one -> one.failure() == null).count();
    }

    private static List<CarrierException> failures(List<Polled> calls) {
        return calls.stream()
                .filter(one -> one.outcome() != PollOutcome.NOT_OPENED) // of which the provider knows nothing
                .map(Polled::failure)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<OutboxEntry<?>> entries(List<Polled> calls, OffsetDateTime now) {
        return calls.stream()
                .filter(Polled::isNew)
                .flatMap(one -> Answers.entries(one, now.toInstant()))
                .toList();
    }

    private static List<NumberKey> guarded(List<Polled> calls, Guard guard) {
        return numbers(calls, one -> one.outcome().guard() == guard);
    }

    private static List<NumberKey> numbers(List<Polled> calls, Predicate<Polled> which) {
        return calls.stream().filter(which).map(one -> one.claim().number()).toList();
    }

    private Uni<Void> lockOut(SqlConnection c, ProviderId provider, List<NumberKey> locked) {
        Duration wait = quotas.of(provider).gap().multipliedBy(GAPS_LOCKED);
        return numbers.lockOut(c, provider, locked.stream().collect(toMap(number -> number, number -> wait)));
    }

    /** Locked by id, as everybody does, then recorded where no later call has begun. */
    private Uni<OffsetDateTime> record(SqlConnection c, List<Polled> calls) {
        return c.preparedQuery(LOCK)
                .execute(Tuple.tuple()
                        .addArrayOfLong(
                                column(calls, one -> one.claim().watched().id()).toArray(Long[]::new)))
                .chain(() -> c.query(NOW).execute())
                .map(rows -> rows.iterator().next().getOffsetDateTime("now"))
                .call(now -> c.preparedQuery(SETTLE)
                        .execute(columns(calls, now))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getLong("id"))
                                .toList())
                        .call(ids -> noteLate(c, calls, ids, now))
                        .chain(ids -> plans.lock(c, ids))
                        .chain(rows ->
                                plans.write(c, rows.stream().map(this::planned).toList())));
    }

    private static Uni<Void> noteLate(SqlConnection c, List<Polled> calls, List<Long> settled, OffsetDateTime now) {
        Long[] late = calls.stream()
                .filter(one -> one.digest() != null)
                .map(one -> one.claim().watched().id())
                .filter(id -> !settled.contains(id))
                .toArray(Long[]::new);
        return late.length == 0
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(ANSWERED)
                        .execute(Tuple.tuple().addArrayOfLong(late).addOffsetDateTime(now))
                        .replaceWithVoid();
    }

    private Planned planned(Watched watched) {
        return Planned.of(watched, planner.plan(watched.facts(), Jitter.of(watched.id(), watched.attempt())));
    }

    private static Tuple columns(List<Polled> calls, OffsetDateTime now) {
        return Tuple.tuple()
                .addArrayOfLong(column(calls, one -> one.claim().watched().id()).toArray(Long[]::new))
                .addArrayOfLong(column(calls, one -> one.claim().attempt()).toArray(Long[]::new))
                .addArrayOfBoolean(
                        column(calls, one -> one.outcome().next() == Next.RETRY).toArray(Boolean[]::new))
                .addArrayOfBoolean(
                        column(calls, one -> one.outcome().next() == Next.HOLD).toArray(Boolean[]::new))
                .addArrayOfBoolean(column(calls, Polled::mayHeal).toArray(Boolean[]::new))
                .addArrayOfString(column(calls, Polled::code).toArray(String[]::new))
                .addValue(column(calls, SettleRepository::digest).toArray(Buffer[]::new))
                .addOffsetDateTime(now);
    }

    private static <T extends @Nullable Object> Stream<T> column(List<Polled> calls, Function<Polled, T> value) {
        return calls.stream().map(value);
    }

    private static @Nullable Buffer digest(Polled one) {
        return one.digest() == null ? null : Buffer.buffer(one.digest());
    }
}
