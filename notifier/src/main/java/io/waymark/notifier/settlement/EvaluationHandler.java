package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Weighs the settlements that facts touch, and opens those that were registered. */
@ApplicationScoped
class EvaluationHandler {

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;

    EvaluationHandler(
            LedgerRepository ledger, ChangeRepository changes, TransactionHandler transactions, Rulebook rules) {
        this.ledger = ledger;
        this.changes = changes;
        this.transactions = transactions;
        this.rules = rules;
    }

    /**
     * In one transaction; says whether the facts touched any settlement. Fails with {@link UnusableFactException} if one
     * of them cannot be weighed.
     */
    Uni<Boolean> evaluateTouchedBy(FactBatch batch) {
        return transactions.inTransaction(now -> evaluateTouchedBy(batch, now));
    }

    private Uni<Boolean> evaluateTouchedBy(FactBatch batch, Instant now) {
        return ledger.shipmentsPaidBy(batch.paymentKeys()).chain(paid -> {
            Set<UUID> shipmentIds = new HashSet<>(batch.shipmentIds());
            shipmentIds.addAll(paid);
            return ledger.lockRegistrations(shipmentIds).chain(registrations -> evaluate(registrations, now));
        });
    }

    /** In one transaction, some of those that only the configuration kept back; see {@link LedgerIntake#weighKeptBack}. */
    Uni<Optional<UUID>> evaluateKeptBack(UUID last) {
        return transactions.inTransaction(
                now -> ledger.shipmentsKeptBack(last).chain(shipmentIds -> ledger.lockRegistrations(shipmentIds)
                        .chain(registrations -> evaluate(registrations, now))
                        .map(touched -> shipmentIds.stream().reduce((one, next) -> next))));
    }

    private Uni<Boolean> evaluate(List<RegistrationRow> registrations, Instant now) {
        List<UUID> shipmentIds =
                registrations.stream().map(row -> row.shipmentId).toList();
        return ledger.lockSettlements(shipmentIds)
                .chain(known -> withNew(known, registrations, now))
                .chain(rows -> ledger.factsAbout(rows).chain(book -> evaluate(rows, book, now)));
    }

    /** The settlements that are known, with what was registered since, and those that are new. */
    private Uni<List<SettlementRow>> withNew(
            List<SettlementRow> known, List<RegistrationRow> registrations, Instant now) {
        Registrations news = UnusableFactException.guard(() -> Registrations.compare(registrations, known));
        return TransactionHandler.inTurn(news.completed(), row -> changes.registered(row, now))
                .chain(() -> ledger.claimed(news.added()))
                .invoke(claimed -> claimed.forEach(EvaluationHandler::warn))
                .map(news::unclaimed)
                .chain(added -> TransactionHandler.inTurn(
                                added, row -> changes.add(row, rules.opened(row.terms()), now))
                        .replaceWith(
                                Stream.concat(known.stream(), added.stream()).toList()));
    }

    private static void warn(UUID claimed) {
        Log.warnf("settlement belongs to another shipment of that number settlement=%s", claimed);
    }

    private Uni<Boolean> evaluate(List<SettlementRow> rows, FactBook book, Instant now) {
        return TransactionHandler.inTurn(rows, row -> {
                    LedgerEntry entry = UnusableFactException.guard(() -> rules.evaluated(row, book.about(row), now));
                    return changes.save(row, entry, ChangeCause.FACTS, now);
                })
                .replaceWith(!rows.isEmpty());
    }
}
