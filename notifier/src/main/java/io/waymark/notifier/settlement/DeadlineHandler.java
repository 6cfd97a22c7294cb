package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells of rows whose gateway's deadline comes near, and flags those that no fact touches while it passes. They are sent
 * all the same.
 */
@ApplicationScoped
class DeadlineHandler {

    /** Rows of one transaction. */
    private static final int BATCH = 100;

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;
    private final OutboxRelay relay;

    DeadlineHandler(
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

    /** Completes when every open row says what there is to say about its deadline; fails if PostgreSQL is away. */
    Uni<Void> tell() {
        return Uni.createFrom()
                .deferred(this::tellSome)
                .repeat()
                .whilst(found -> found == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> tellSome() {
        return transactions
                .inTransaction(now -> ledger.lockNearDeadline(now, BATCH).chain(rows -> TransactionHandler.inTurn(
                                rows, row -> changes.save(row, rules.alarmed(row, now), ChangeCause.DEADLINE, now))
                        .replaceWith(rows.size())))
                .invoke(this::wake);
    }

    private void wake(int found) {
        if (found > 0) {
            relay.wake();
        }
    }
}
