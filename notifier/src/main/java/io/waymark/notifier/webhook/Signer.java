package io.waymark.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.WebhookEndpoint;
import io.waymark.webhooks.EndpointKey;
import io.waymark.webhooks.EndpointKeys;
import io.waymark.webhooks.StandardWebhookSignature;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs messages. To derive a key costs more than to sign with it, so those that were used last are kept. */
final class Signer {

    private static final int KEPT = 1000;

    /** Which keys of an endpoint: they change with its revision, and when the key before the newest ends. */
    private record Which(UUID endpointId, long revision, boolean overlap) {}

    private final EndpointKeys keys;

    private final Map<Which, List<EndpointKey>> used = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Which, List<EndpointKey>> eldest) {
            return size() > KEPT;
        }
    };

    Signer(EndpointKeys keys) {
        this.keys = keys;
    }

    /** The header's value. */
    String sign(WebhookEndpoint endpoint, String webhookId, Instant at, String body) {
        return StandardWebhookSignature.of(of(endpoint, at), webhookId, at, body.getBytes(UTF_8));
    }

    private synchronized List<EndpointKey> of(WebhookEndpoint endpoint, Instant at) {
        Instant until = endpoint.previousKeyUntil();
        Which which = new Which(endpoint.endpointId(), endpoint.revision(), until != null && at.isBefore(until));
        return used.computeIfAbsent(which, absent -> keys.signing(endpoint, at));
    }
}
