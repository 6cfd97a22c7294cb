package io.waymark.notifier.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Takes facts in. They are stored first, in a transaction of their own; then messages are made of all that is stored
 * ({@link FanOutHandler}). Repeating it changes nothing, and after a failure it must be repeated, unless PostgreSQL refused
 * what a fact says.
 */
@ApplicationScoped
public class WebhookIntake {

    private final WebhookFactRepository facts;
    private final FanOutHandler messages;
    private final WebhookOrderScheduler orders;
    private final DeliveryScheduler sender;
    private final OutboxRelay relay;

    WebhookIntake(
            WebhookFactRepository facts,
            FanOutHandler messages,
            WebhookOrderScheduler orders,
            DeliveryScheduler sender,
            OutboxRelay relay) {
        this.facts = facts;
        this.messages = messages;
        this.orders = orders;
        this.sender = sender;
        this.relay = relay;
    }

    /** Completes when all is stored and the facts' messages are made. Orders are carried out afterwards. */
    public Uni<Void> take(WebhookFacts batch) {
        List<UUID> endpoints = batch.endpoints().stream()
                .map(change -> change.endpoint().endpointId())
                .toList();
        return facts.store(batch)
                .chain(() -> messages.tell(batch.shipmentIds()))
                .chain(told -> messages.tellEndpoints(endpoints).map(more -> told || more))
                .invoke(this::wake)
                .invoke(() -> carryOut(batch))
                .replaceWithVoid();
    }

    private void carryOut(WebhookFacts batch) {
        if (!batch.orders().isEmpty() || !batch.endpoints().isEmpty()) {
            orders.wake();
        }
    }

    /** Stores something that this service has found by itself, in the connection's transaction. */
    public Uni<Void> store(SqlConnection connection, Fact fact) {
        return facts.store(connection, fact);
    }

    /** Makes the messages of what is stored and committed about these shipments. */
    public Uni<Void> tell(List<UUID> shipmentIds) {
        return messages.tell(shipmentIds).invoke(this::wake).replaceWithVoid();
    }

    private void wake(boolean touched) {
        if (touched) {
            relay.wake();
            sender.wake();
        }
    }
}
