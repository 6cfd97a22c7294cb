package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes facts in and brings the ledger up to them. Facts are stored first, in a transaction of their own; then the
 * settlements they touch are locked and weighed against everything that is stored. Of two facts that arrive at one
 * time, whichever is weighed later therefore sees both.
 */
@ApplicationScoped
public class EvaluationHandler {

    private final FactRepository facts;
    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final EvaluationRules rules;
    private final OutboxRelay relay;
    private final SettlementScheduler sender;

    EvaluationHandler(
            FactRepository facts,
            LedgerRepository ledger,
            ChangeRepository changes,
            TransactionHandler transactions,
            EvaluationRules rules,
            OutboxRelay relay,
            SettlementScheduler sender) {
        this.facts = facts;
        this.ledger = ledger;
        this.changes = changes;
        this.transactions = transactions;
        this.rules = rules;
        this.relay = relay;
        this.sender = sender;
    }

    /**
     * Completes when the facts are stored and every settlement they touch has been weighed. Repeating it changes
     * nothing, and after a failure it must be repeated.
     */
    public Uni<Void> take(FactBatch batch) {
        return facts.store(batch)
                .chain(() -> transactions.inTransaction(now -> evaluateTouchedBy(batch, now)))
                .invoke(changed -> {
                    if (changed) {
                        relay.wake();
                        sender.wake();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Boolean> evaluateTouchedBy(FactBatch batch, Instant now) {
        return ledger.shipmentsPaidBy(batch.paymentKeys()).chain(paid -> {
            Set<UUID> shipmentIds = new HashSet<>(batch.shipmentIds());
            shipmentIds.addAll(paid);
            return ledger.lockRegistrations(shipmentIds).chain(registrations -> evaluate(registrations, now));
        });
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
        Map<UUID, SettlementRow> byId = known.stream().collect(toMap(row -> row.settlementId, row -> row));
        List<SettlementRow> added = new ArrayList<>();
        for (RegistrationRow registration : registrations) {
            for (Terms terms : registration.terms()) {
                SettlementRow row = byId.get(terms.settlementId());
                if (row == null) {
                    added.add(SettlementRow.of(terms, registration));
                } else if (!row.terms().equals(terms)) {
                    row.writeTerms(terms);
                }
            }
        }
        List<SettlementRow> all = new ArrayList<>(known);
        all.addAll(added);
        return eachInTurn(added, row -> changes.add(row, now)).replaceWith(all);
    }

    private Uni<Boolean> evaluate(List<SettlementRow> rows, FactBook book, Instant now) {
        return eachInTurn(rows, row -> {
                    LedgerEntry entry = rules.evaluated(row, book.about(row), now);
                    return changes.save(row, entry, ChangeCause.FACTS, now);
                })
                .replaceWith(!rows.isEmpty());
    }

    /** One after the other: a session does one thing at a time. */
    static <T> Uni<Void> eachInTurn(Collection<T> items, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
