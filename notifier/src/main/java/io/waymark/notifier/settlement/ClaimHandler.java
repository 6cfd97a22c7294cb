package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.waymark.gateways.Preparation;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits to attempts. A row is in SENDING before its call is made: a crash leaves it there, its lease runs out, its
 * outcome counts as unknown, and it is repeated, which the gateway recognises.
 */
@ApplicationScoped
class ClaimHandler {

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;
    private final OutboxRelay relay;

    ClaimHandler(
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
     * The attempts to be made now, for rows that are due, at most {@code limit}. Every row is weighed again in the
     * transaction that commits to its attempt: what is no longer allowed, or still on hold, is not sent.
     */
    Uni<List<Dispatch>> claim(int limit) {
        return transactions
                .inTransaction(now -> ledger.lockDue(now, limit).chain(rows -> weigh(rows, now)))
                .invoke(claimed -> {
                    if (!claimed.isEmpty()) {
                        relay.wake();
                    }
                });
    }

    private Uni<List<Dispatch>> weigh(List<SettlementRow> rows, Instant now) {
        List<Dispatch> claimed = new ArrayList<>();
        return ledger.factsAbout(rows)
                .chain(book -> TransactionHandler.inTurn(rows, row -> weigh(row, book.about(row), now, claimed)))
                .replaceWith(claimed);
    }

    private Uni<Void> weigh(SettlementRow row, Facts facts, Instant now, List<Dispatch> claimed) {
        if (row.entry().state() instanceof LedgerState.Sending) {
            LedgerEntry lost = rules.attempts().lost(row.entry(), now);
            return changes.lost(row, now).chain(() -> changes.save(row, lost, ChangeCause.LEASE_EXPIRED, now));
        }
        LedgerEntry weighed = rules.evaluated(row, facts, now);
        return changes.save(row, weighed, ChangeCause.FACTS, now)
                .chain(() -> weighed.isDue(now) && rules.prepare(row, now) instanceof Preparation.Ready ready
                        ? begin(row, ready, now, claimed)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> begin(SettlementRow row, Preparation.Ready ready, Instant now, List<Dispatch> claimed) {
        LedgerEntry begun = rules.attempts().begun(row.entry(), now);
        String digest = Dispatch.digest(ready.call());
        row.requestDigest = digest;
        claimed.add(new Dispatch(
                row.settlementId, begun.attempts(), Rulebook.account(row), rules.upload(row), ready.call(), digest));
        return changes.save(row, begun, ChangeCause.SENDING, now);
    }
}
