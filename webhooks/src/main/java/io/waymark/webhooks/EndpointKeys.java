package io.waymark.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keys of webhook endpoints. They are derived, never stored: whoever holds the master secret can make them, and a copy
 * of a database or a topic signs nothing.
 *
 * <pre>
 *   whsec_  HMAC-SHA256( master secret, "waymark.webhook.hmac:"    + endpoint's id + ":" + version )
 *   seed    HMAC-SHA256( master secret, "waymark.webhook.ed25519:" + endpoint's id + ":" + version )
 * </pre>
 *
 * <p>The derivation is part of every merchant's configuration and never changes. Master secrets rotate: while an older one
 * is still in the list, messages carry signatures by its keys too.
 */
public final class EndpointKeys {

    private final List<byte[]> masterSecrets;

    /**
     * Keys by some master secrets.
     *
     * @param masterSecrets any text, the newest first. Throws {@link IllegalArgumentException} if there is none, or a blank one
     */
    public EndpointKeys(List<String> masterSecrets) {
        if (masterSecrets.isEmpty() || masterSecrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("webhooks need a master secret, and none may be blank");
        }
        this.masterSecrets =
                masterSecrets.stream().map(secret -> secret.getBytes(UTF_8)).toList();
    }

    /** The key that a merchant is shown: of the newest master secret. */
    public EndpointKey shown(UUID endpointId, int keyVersion) {
        return key(masterSecrets.get(0), endpointId, keyVersion);
    }

    /** The keys that sign a message at some time, the newest first. */
    public List<EndpointKey> signing(WebhookEndpoint endpoint, Instant now) {
        return versions(endpoint, now)
                .boxed()
                .flatMap(version -> masterSecrets.stream().map(master -> key(master, endpoint.endpointId(), version)))
                .toList();
    }

    private static IntStream versions(WebhookEndpoint endpoint, Instant now) {
        Instant until = endpoint.previousKeyUntil();
        boolean overlap = until != null && now.isBefore(until) && endpoint.keyVersion() > 1;
        return overlap
                ? IntStream.of(endpoint.keyVersion(), endpoint.keyVersion() - 1)
                : IntStream.of(endpoint.keyVersion());
    }

    private static EndpointKey key(byte[] master, UUID endpointId, int version) {
        List<byte[]> derived = Stream.of("hmac", "ed25519")
                .map(kind -> "waymark.webhook." + kind + ":" + endpointId + ":" + version)
                .map(text -> Hmac.sha256(master, text.getBytes(UTF_8)))
                .toList();
        return EndpointKey.of(derived.get(0), derived.get(1));
    }
}
