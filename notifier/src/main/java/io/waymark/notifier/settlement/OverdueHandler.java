package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Flags rows that no fact touches while their gateway's deadline passes. They are sent all the same. */
@ApplicationScoped
class OverdueHandler {

    /** Rows of one transaction. */
    private static final int BATCH = 100;

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;
    private final OutboxRelay relay;

    OverdueHandler(
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

    /** Completes when every open row that is past its deadline says so; fails if PostgreSQL is away. */
    Uni<Void> flag() {
        return TransactionHandler.inTurn(
                Rulebook.DEADLINES.entrySet(), gateway -> flag(gateway.getKey(), gateway.getValue()));
    }

    private Uni<Void> flag(String gateway, Duration deadline) {
        return Uni.createFrom()
                .deferred(() -> flagSome(gateway, deadline))
                .repeat()
                .whilst(found -> found == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> flagSome(String gateway, Duration deadline) {
        return transactions
                .inTransaction(now -> ledger.lockOpenSince(gateway, now.minus(deadline), BATCH)
                        .chain(rows -> TransactionHandler.inTurn(
                                        rows,
                                        row -> changes.save(row, rules.flagged(row, now), ChangeCause.DEADLINE, now))
                                .replaceWith(rows.size())))
                .invoke(this::wake);
    }

    private void wake(int found) {
        if (found > 0) {
            relay.wake();
        }
    }
}
