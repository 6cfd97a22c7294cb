package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes facts in and brings the ledger up to them. Facts are stored first, in a transaction of their own; then the
 * settlements they touch are locked and weighed against everything that is stored. Of two facts that arrive at one
 * time, whichever is weighed later therefore sees both.
 */
@ApplicationScoped
public class LedgerIntake {

    private final FactRepository facts;
    private final EvaluationHandler evaluation;
    private final OrderHandler orders;
    private final OutboxRelay relay;
    private final SettlementScheduler sender;

    LedgerIntake(
            FactRepository facts,
            EvaluationHandler evaluation,
            OrderHandler orders,
            OutboxRelay relay,
            SettlementScheduler sender) {
        this.facts = facts;
        this.evaluation = evaluation;
        this.orders = orders;
        this.relay = relay;
        this.sender = sender;
    }

    /**
     * Completes when the facts are stored, every settlement they touch has been weighed, and then every order has been
     * carried out or refused. Repeating it changes
     * nothing, and after a failure it must be repeated, unless that is an {@link UnusableFactException}, or PostgreSQL
     * refused what a fact says: then it fails each time.
     */
    public Uni<Void> take(FactBatch batch) {
        Uni<Boolean> weighed = batch.hasFacts()
                ? facts.store(batch).chain(() -> evaluation.evaluateTouchedBy(batch))
                : Uni.createFrom().item(false);
        return weighed.chain(touched -> orders.carryOut(batch.orders())
                .invoke(() -> wake(touched || !batch.orders().isEmpty())));
    }

    /**
     * Weighs again some of the settlements that only the configuration kept back, in the order of their shipments' ids.
     *
     * @param last the shipment after which to begin
     * @return the shipment after which to go on; empty if there are no more
     */
    Uni<Optional<UUID>> weighKeptBack(UUID last) {
        return evaluation.evaluateKeptBack(last).invoke(next -> wake(next.isPresent()));
    }

    private void wake(boolean touched) {
        if (touched) {
            relay.wake();
            sender.wake();
        }
    }
}
