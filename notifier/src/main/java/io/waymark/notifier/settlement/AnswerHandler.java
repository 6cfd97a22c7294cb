package io.waymark.notifier.settlement;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what attempts came to. Answers that come while others are being kept are kept together, in the next transaction: the
 * more there are, the fewer commits each costs.
 */
@ApplicationScoped
class AnswerHandler {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int BATCH = 100;

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;
    private final OutboxRelay relay;
    private final Queue<Answered> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    AnswerHandler(
            LedgerRepository ledger,
            ChangeRepository changes,
            TransactionHandler transactions,
            Rulebook rules,
            OutboxRelay relay) {
        this.ledger = ledger;
        this.changes = changes;
        this.transactions = transactions;
        this.rules = rules;
        this.relay = relay;
    }

    /** @param kept to be told once it is kept, or cannot be */
    private record Answered(
            Dispatch dispatch, Outcome outcome, Duration duration, UniEmitter<? super @Nullable Void> kept) {}

    /**
     * Keeps an answer, and weighs the row again: facts may have come while the call was under way. While PostgreSQL
     * is away it tries again until the attempt's lease is over, and then fails; the attempt then counts as lost.
     */
    Uni<Void> keep(Dispatch dispatch, Outcome outcome, Duration duration) {
        return Uni.createFrom().emitter(kept -> {
            waiting.add(new Answered(dispatch, outcome, duration, kept));
            keepWaiting();
        });
    }

    private void keepWaiting() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            List<Answered> some = Stream.generate(waiting::poll)
                    .limit(BATCH)
                    .takeWhile(Objects::nonNull)
                    .toList();
            keep(some)
                    .onTermination()
                    .invoke(this::goOn)
                    .subscribe()
                    .with(
                            done -> some.forEach(one -> one.kept().complete(null)),
                            failure -> some.forEach(this::keepAlone));
        }
    }

    private void goOn() {
        busy.set(false);
        keepWaiting();
    }

    /** So that one which cannot be kept holds up no other. */
    private void keepAlone(Answered answered) {
        keep(List.of(answered))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .expireIn(rules.attempts().lease().toMillis())
                .subscribe()
                .with(answered.kept()::complete, answered.kept()::fail);
    }

    private Uni<Void> keep(List<Answered> some) {
        Set<UUID> ids = some.stream().map(one -> one.dispatch().settlementId()).collect(toSet());
        return transactions
                .inTransaction(now -> ledger.lockAll(ids).chain(rows -> keep(some, rows, now)))
                .invoke(relay::wake);
    }

    private Uni<Void> keep(List<Answered> some, List<SettlementRow> rows, Instant now) {
        Map<UUID, SettlementRow> byId = rows.stream().collect(toMap(row -> row.settlementId, row -> row));
        List<SettlementRow> moved = new ArrayList<>();
        return TransactionHandler.inTurn(some, one -> {
                    SettlementRow row = requireNonNull(byId.get(one.dispatch().settlementId()));
                    Uni<Void> kept = changes.called(row, one.dispatch(), one.outcome(), one.duration(), now);
                    if (!AttemptRules.concerns(row.entry(), one.dispatch())) {
                        return kept;
                    }
                    moved.add(row);
                    return kept.chain(() -> move(row, one.outcome(), now));
                })
                .chain(() -> weigh(moved, now));
    }

    private Uni<Void> move(SettlementRow row, Outcome outcome, Instant now) {
        double chance = ThreadLocalRandom.current().nextDouble();
        LedgerEntry after = rules.after(row, outcome, now, chance);
        return changes.save(row, after, ChangeCause.ANSWER, now);
    }

    private Uni<Void> weigh(List<SettlementRow> rows, Instant now) {
        return ledger.factsAbout(rows)
                .chain(book -> TransactionHandler.inTurn(
                        rows,
                        row -> changes.save(row, rules.evaluated(row, book.about(row), now), ChangeCause.FACTS, now)));
    }
}
