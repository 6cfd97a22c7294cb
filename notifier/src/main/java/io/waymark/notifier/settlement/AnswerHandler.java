package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Keeps what attempts came to. */
@ApplicationScoped
class AnswerHandler {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;
    private final OutboxRelay relay;

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

    /**
     * Keeps an answer, and weighs the row again: facts may have come while the call was under way. While PostgreSQL
     * is away it tries again until the attempt's lease is over, and then fails; the attempt then counts as lost.
     */
    Uni<Void> keep(Dispatch dispatch, Outcome outcome, Duration duration) {
        return transactions
                .inTransaction(now -> ledger.lockSettlement(dispatch.settlementId())
                        .chain(row -> keep(row, dispatch, outcome, duration, now)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .expireIn(rules.attempts().lease().toMillis())
                .invoke(relay::wake);
    }

    private Uni<Void> keep(SettlementRow row, Dispatch dispatch, Outcome outcome, Duration duration, Instant now) {
        Uni<Void> kept = changes.called(row, dispatch, outcome, duration, now);
        return AttemptRules.concerns(row.entry(), dispatch)
                ? kept.chain(() -> move(row, outcome, now)).chain(() -> weigh(row, now))
                : kept;
    }

    private Uni<Void> move(SettlementRow row, Outcome outcome, Instant now) {
        double chance = ThreadLocalRandom.current().nextDouble();
        LedgerEntry after = rules.after(row, outcome, now, chance);
        return changes.save(row, after, ChangeCause.ANSWER, now);
    }

    private Uni<Void> weigh(SettlementRow row, Instant now) {
        return ledger.factsAbout(List.of(row))
                .chain(book -> changes.save(row, rules.evaluated(row, book.about(row), now), ChangeCause.FACTS, now));
    }
}
