package io.waymark.console.web;

import io.waymark.console.webhook.WebhookView;
import io.waymark.contract.WebhookDelivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and its delivery log.
 *
 * @param deliveries newest first
 * @param query of which of them it was asked
 * @param secret by which the endpoint's messages are verified; null unless it was asked for
 * @param ordered whether an order was just given
 */
public record WebhookPage(
        WebhookView webhook,
        List<WebhookDelivery> deliveries,
        ListQuery query,
        @Nullable String secret,
        @Nullable String ordered) {

    /** Every state of a delivery. */
    public List<WebhookDelivery.State> states() {
        return List.of(WebhookDelivery.State.values());
    }

    /** The last attempt of a delivery; null before the first. */
    public WebhookDelivery.@Nullable Attempt last(WebhookDelivery delivery) {
        List<WebhookDelivery.Attempt> log = delivery.attemptLog();
        return log.isEmpty() ? null : log.get(log.size() - 1);
    }
}
