package io.waymark.console.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.webhooks.EndpointKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the API shows it.
 *
 * @param types of messages; empty for all of them
 * @param disabledReason why Waymark disabled it; null if it did not
 * @param keyVersion counts the keys from 1
 * @param previousKeyUntil until when the key before signs too; null if there is none any more
 * @param publicKey by which anybody may verify ({@code v1a}); null where keys cannot be made
 * @param secret by which the merchant verifies ({@code v1}); in the answers that make one alone
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WebhookView(
        String endpointId,
        String merchantId,
        String url,
        List<String> types,
        boolean enabled,
        @Nullable String disabledReason,
        String description,
        int keyVersion,
        @Nullable Instant previousKeyUntil,
        @Nullable String publicKey,
        Instant createdAt,
        Instant changedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    /** Without the secret. */
    static WebhookView of(StoredWebhook stored, @Nullable EndpointKey key, Instant now) {
        return of(stored, key, null, now);
    }

    /** With the secret. */
    static WebhookView made(StoredWebhook stored, EndpointKey key, Instant now) {
        return of(stored, key, key.secret(), now);
    }

    private static WebhookView of(
            StoredWebhook stored, @Nullable EndpointKey key, @Nullable String secret, Instant now) {
        WebhookEndpoint endpoint = stored.endpoint();
        Instant until = endpoint.previousKeyUntil();
        return new WebhookView(
                endpoint.endpointId().toString(),
                endpoint.merchantId(),
                endpoint.url(),
                endpoint.types().stream().sorted().toList(),
                endpoint.enabled(),
                stored.disabledReason(),
                stored.description(),
                endpoint.keyVersion(),
                until == null || !now.isBefore(until) ? null : until,
                key == null ? null : key.publicKey(),
                endpoint.createdAt(),
                stored.changedAt(),
                secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookView[" + endpointId + "]";
    }
}
