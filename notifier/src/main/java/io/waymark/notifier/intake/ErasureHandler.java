package io.waymark.notifier.intake;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.contract.Erasure;
import io.waymark.notifier.erasure.ErasedRepository;
import io.waymark.notifier.erasure.ErasureAnswer;
import io.waymark.notifier.settlement.LedgerErasureRepository;
import io.waymark.notifier.unlock.UnlockIntake;
import io.waymark.notifier.webhook.WebhookErasureRepository;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Carries out orders to erase a shipment, or one merchant's registration of it, each in one transaction with its answer. While
 * a settlement of it is open nothing is erased, and the answer says so; what settlements there are cannot change meanwhile.
 */
@ApplicationScoped
class ErasureHandler {

    private final Pool database;
    private final ErasedRepository erased;
    private final LedgerErasureRepository ledger;
    private final WebhookErasureRepository webhooks;
    private final UnlockIntake unlocks;
    private final OutboxRelay relay;
    private final Clock clock;

    ErasureHandler(
            Pool database,
            ErasedRepository erased,
            LedgerErasureRepository ledger,
            WebhookErasureRepository webhooks,
            UnlockIntake unlocks,
            OutboxRelay relay,
            Clock clock) {
        this.database = database;
        this.erased = erased;
        this.ledger = ledger;
        this.webhooks = webhooks;
        this.unlocks = unlocks;
        this.relay = relay;
        this.clock = clock;
    }

    /** One after the other. Fails if PostgreSQL is away; an order that was carried out is then answered again. */
    Uni<Void> carryOut(List<Erasure> orders) {
        return TransactionHandler.inTurn(orders, this::carryOut);
    }

    private Uni<Void> carryOut(Erasure order) {
        return database.withTransaction(connection -> erased.takeTurn(
                                connection, order.shipmentId().value())
                        .chain(() -> erased.answerAgain(connection, order))
                        .chain(answered -> answered
                                ? Uni.createFrom().voidItem()
                                : decide(connection, order)
                                        .invoke(answer -> Log.infof(
                                                "erasure answered shipment=%s erasure=%s state=%s",
                                                order.shipmentId(), order.id(), answer.state()))
                                        .chain(answer -> erased.answer(connection, order, answer))))
                .invoke(relay::wake);
    }

    private Uni<ErasureAnswer> decide(SqlConnection connection, Erasure order) {
        return ledger.refusal(connection, order)
                .chain(refusal -> refusal.isPresent()
                        ? Uni.createFrom().item(new ErasureAnswer(Erasure.State.REFUSED, refusal.get(), Map.of()))
                        : erase(connection, order));
    }

    private Uni<ErasureAnswer> erase(SqlConnection connection, Erasure order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return ledger.erase(connection, order)
                .call(counts -> unlocks.erase(connection, order).invoke(counts::putAll))
                .call(counts -> webhooks.erase(connection, order, now).invoke(counts::putAll))
                .call(() -> erased.remember(connection, order))
                .map(counts -> new ErasureAnswer(Erasure.State.DONE, "", counts));
    }
}
