package io.waymark.console.web;

import io.waymark.console.webhook.WebhookView;
import io.waymark.contract.WebhookType;
import java.util.Arrays;
import java.util.List;

/**
 * The endpoints there are.
 *
 * @param form by which one is made
 */
public record WebhookList(List<WebhookView> webhooks, Form form) {

    /** Of what an endpoint may be told, by the names that its messages have. */
    public List<String> types() {
        return Arrays.stream(WebhookType.values())
                .filter(type -> type != WebhookType.WEBHOOK_TEST)
                .map(WebhookType::code)
                .toList();
    }
}
