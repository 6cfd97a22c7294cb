package io.waymark.contract;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a merchant wants to be told: the value of {@link Topics#WEBHOOKS}. Nothing secret is in it: the keys with which
 * messages are signed are derived by whoever holds the master secret, from the endpoint's id and {@code keyVersion}. A
 * tombstone means deleted.
 *
 * @param endpointId the Kafka key
 * @param merchantId whose endpoint
 * @param url where messages are posted
 * @param types which messages, see {@link WebhookType}; empty for all of them
 * @param enabled whether it is told at all
 * @param keyVersion counts the keys from 1; the newest signs
 * @param previousKeyUntil until when the key before it signs too; null if there is none any more
 * @param createdAt nothing that Waymark learnt before is told
 * @param revision counts the changes of this record from 1; a reader applies a record only if it is newer
 */
public record WebhookEndpoint(
        UUID endpointId,
        String merchantId,
        String url,
        Set<String> types,
        boolean enabled,
        int keyVersion,
        @Nullable Instant previousKeyUntil,
        Instant createdAt,
        long revision) {

    public WebhookEndpoint {
        types = Set.copyOf(requireNonNullElse(types, Set.of()));
    }

    /** Whether messages of this type are for it. */
    public boolean wants(WebhookType type) {
        return types.isEmpty() || types.contains(type.code());
    }

    /** A URL may hold what only the merchant should know. */
    @Override
    public String toString() {
        return "WebhookEndpoint[endpointId=" + endpointId + ", merchantId=" + merchantId + "]";
    }
}
