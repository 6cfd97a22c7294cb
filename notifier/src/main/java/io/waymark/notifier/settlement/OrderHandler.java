package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.notifier.settlement.LedgerOrders.Ruling;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;

/** Carries out what people order, once each, and keeps every order with who gave it and why. */
@ApplicationScoped
class OrderHandler {

    private static final Ruling ERASED = new Ruling.Refused("its registration was erased");

    private final LedgerRepository ledger;
    private final ChangeRepository changes;
    private final TransactionHandler transactions;
    private final Rulebook rules;

    OrderHandler(LedgerRepository ledger, ChangeRepository changes, TransactionHandler transactions, Rulebook rules) {
        this.ledger = ledger;
        this.changes = changes;
        this.transactions = transactions;
        this.rules = rules;
    }

    /**
     * One after the other, each in a transaction of its own. Fails with {@link UnusableFactException} for an order about
     * a settlement that is not in the ledger.
     */
    Uni<Void> carryOut(List<Order> orders) {
        return TransactionHandler.inTurn(
                orders,
                order -> transactions.inTransaction(now -> ledger.lockSettlement(order.settlementId())
                        .chain(row -> ledger.isKnown(order.commandId())
                                .chain(known -> known
                                        ? Uni.createFrom().voidItem()
                                        : carryOut(order, existing(row, order), now)))));
    }

    private static SettlementRow existing(SettlementRow row, Order order) {
        return UnusableFactException.guard(() -> {
            if (row == null) {
                throw new NoSuchElementException("no settlement " + order.settlementId());
            }
            return row;
        });
    }

    private Uni<Void> carryOut(Order order, SettlementRow row, Instant now) {
        return carryOut(order, row, row.erased && order.opens() ? ERASED : rule(order, row, now), now);
    }

    private static Ruling rule(Order order, SettlementRow row, Instant now) {
        return UnusableFactException.guard(() -> LedgerOrders.carriedOut(row.entry(), order, now));
    }

    private Uni<Void> carryOut(Order order, SettlementRow row, Ruling ruling, Instant now) {
        Log.infof(
                "settlement ordered operation=%s settlement=%s command=%s actor=%s outcome=%s",
                order.kind(),
                order.settlementId(),
                order.commandId(),
                order.actor(),
                ruling.getClass().getSimpleName());
        return ruling instanceof Ruling.Done done
                ? changes.ordered(row, done.entry(), order, null, now).chain(() -> weigh(row, now))
                : changes.ordered(row, row.entry(), order, ((Ruling.Refused) ruling).reason(), now);
    }

    private Uni<Void> weigh(SettlementRow row, Instant now) {
        return ledger.factsAbout(List.of(row))
                .chain(book -> changes.save(row, rules.evaluated(row, book.about(row), now), ChangeCause.FACTS, now));
    }
}
