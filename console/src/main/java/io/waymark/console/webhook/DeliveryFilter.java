package io.waymark.console.webhook;

import io.waymark.contract.WebhookDelivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are wanted; null means any.
 *
 * @param since with something to tell at or after this time
 */
public record DeliveryFilter(WebhookDelivery.@Nullable State state, @Nullable String type, @Nullable Instant since) {}
