package io.waymark.console.webhook;

import io.waymark.contract.ShipmentId;
import io.waymark.contract.WebhookDelivery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery as the API shows it; see {@link WebhookDelivery} for the fields. */
public record DeliveryView(
        UUID deliveryId,
        String webhookId,
        String type,
        @Nullable ShipmentId shipmentId,
        WebhookDelivery.State state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        Instant changedAt,
        @Nullable String commandId,
        List<WebhookDelivery.Attempt> attemptLog) {

    static DeliveryView of(WebhookDelivery delivery) {
        return new DeliveryView(
                delivery.deliveryId(),
                delivery.webhookId(),
                delivery.type(),
                delivery.shipmentId(),
                delivery.state(),
                delivery.attempts(),
                delivery.nextAttemptAt(),
                delivery.createdAt(),
                delivery.changedAt(),
                delivery.commandId(),
                delivery.attemptLog());
    }
}
