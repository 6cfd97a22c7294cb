package io.waymark.notifier.webhook;

import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookEndpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that one attempt is to be made of, and where it goes.
 *
 * @param delivery as it stood when it was claimed
 * @param body what is posted
 * @param step how often it was sent in vain since its schedule began
 * @param claimedAt by which the claim is known
 * @param lostAt when an attempt began whose sender is gone; null if there is none
 */
record Message(
        WebhookDelivery delivery,
        WebhookEndpoint endpoint,
        String body,
        int step,
        Instant claimedAt,
        @Nullable Instant lostAt) {

    /** Without what it says, and without where it goes. */
    @Override
    public String toString() {
        return "Message[deliveryId=" + delivery.deliveryId() + "]";
    }
}
