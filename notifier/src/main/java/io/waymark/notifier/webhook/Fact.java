package io.waymark.notifier.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something there may be to tell.
 *
 * @param webhookId the message's id: the same fact always has the same, at every endpoint
 * @param type see {@link io.waymark.contract.WebhookType}
 * @param shipmentId which shipment it is about
 * @param merchantId whose it is; null if it is for every merchant that registered the shipment
 * @param learntAt when Waymark learnt it; who asked to be told later is not told
 * @param happenedAt ISO 8601, with the offset that it was told with
 * @param data a JSON object, to which merchants' own words are added
 */
public record Fact(
        UUID webhookId,
        String type,
        UUID shipmentId,
        @Nullable String merchantId,
        Instant learntAt,
        String happenedAt,
        String data) {

    /** Without what it says. */
    @Override
    public String toString() {
        return "Fact[webhookId=" + webhookId + ", type=" + type + "]";
    }
}
