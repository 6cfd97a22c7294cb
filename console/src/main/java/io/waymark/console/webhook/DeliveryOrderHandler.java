package io.waymark.console.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.console.order.CommandView;
import io.waymark.console.order.OrderHandler;
import io.waymark.console.order.OrderRequest;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders to send messages, which the notifier carries out a moment later, or refuses. Each completes when the order
 * cannot be lost; fails with 404 where the caller may not see the endpoint, and with 409 where its Idempotency-Key stands for
 * another order.
 */
@ApplicationScoped
public class DeliveryOrderHandler {

    private final WebhookHandler webhooks;
    private final OrderHandler orders;

    DeliveryOrderHandler(WebhookHandler webhooks, OrderHandler orders) {
        this.webhooks = webhooks;
        this.orders = orders;
    }

    /** Sends one message again, whatever became of it. */
    public Uni<CommandView> resend(Caller caller, UUID endpointId, UUID deliveryId, @Nullable String key) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode().put("deliveryId", deliveryId.toString());
        OrderRequest request = new OrderRequest(Command.RESEND_WEBHOOK, endpointId, "", arguments, key);
        return webhooks.withDelivery(caller, endpointId, deliveryId).chain(stored -> give(caller, stored, request));
    }

    /** Sends again what the endpoint did not get since a time. */
    public Uni<CommandView> recover(Caller caller, UUID endpointId, Instant since, @Nullable String key) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode().put("since", since.toString());
        return give(caller, new OrderRequest(Command.RECOVER_WEBHOOK, endpointId, "", arguments, key));
    }

    /** Sends a message that tells nothing. */
    public Uni<CommandView> test(Caller caller, UUID endpointId, @Nullable String key) {
        ObjectNode nothing = JsonSerde.mapper().createObjectNode();
        return give(caller, new OrderRequest(Command.TEST_WEBHOOK, endpointId, "", nothing, key));
    }

    private Uni<CommandView> give(Caller caller, OrderRequest request) {
        return webhooks.find(caller, request.target()).chain(stored -> give(caller, stored, request));
    }

    private Uni<CommandView> give(Caller caller, StoredWebhook stored, OrderRequest request) {
        return orders.give(caller, stored.endpoint().merchantId(), request);
    }
}
