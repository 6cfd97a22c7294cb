package io.waymark.console.webhook;

import static java.util.Objects.requireNonNullElse;

import io.waymark.contract.WebhookEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is stored.
 *
 * @param endpoint what other services are told
 * @param description the merchant's words; empty if there are none
 * @param disabledReason why Waymark disabled it; null if it did not
 * @param changedAt when anything about it last changed
 */
public record StoredWebhook(
        WebhookEndpoint endpoint, String description, @Nullable String disabledReason, Instant changedAt) {

    /** A new one, enabled unless the merchant says otherwise. */
    static StoredWebhook of(String merchantId, String url, WebhookRequest said, Instant now) {
        WebhookEndpoint endpoint = new WebhookEndpoint(
                UUID.randomUUID(),
                merchantId,
                url,
                requireNonNullElse(said.types(), Set.of()),
                requireNonNullElse(said.enabled(), true),
                1,
                null,
                now,
                1);
        return new StoredWebhook(endpoint, requireNonNullElse(said.description(), ""), null, now);
    }

    /** As the merchant wants it to be; the very same where that changes nothing. */
    StoredWebhook with(WebhookRequest said, Instant now) {
        boolean enabled = requireNonNullElse(said.enabled(), endpoint.enabled());
        WebhookEndpoint next = next(
                requireNonNullElse(said.url(), endpoint.url()),
                requireNonNullElse(said.types(), endpoint.types()),
                enabled,
                endpoint.keyVersion(),
                endpoint.previousKeyUntil());
        StoredWebhook changed = new StoredWebhook(
                next,
                requireNonNullElse(said.description(), description),
                said.enabled() == null ? disabledReason : null,
                now);
        return changed.saysTheSameAs(this) ? this : changed;
    }

    /** With a further key; the one before signs for a while. One that was there before that signs no more. */
    StoredWebhook rotated(Duration overlap, Instant now) {
        WebhookEndpoint next = next(
                endpoint.url(), endpoint.types(), endpoint.enabled(), endpoint.keyVersion() + 1, now.plus(overlap));
        return new StoredWebhook(next, description, disabledReason, now);
    }

    /**
     * Disabled by Waymark; the very same where it is disabled. What was decided of an earlier revision does not count, for the
     * merchant may have enabled or mended it since: it stays as it is, and others are told again, since whoever decided
     * holds it for disabled.
     *
     * @param of the revision that was decided of
     */
    StoredWebhook disabled(String reason, long of, Instant now) {
        if (!endpoint.enabled()) {
            return this;
        }
        boolean stays = of < endpoint.revision();
        WebhookEndpoint next =
                next(endpoint.url(), endpoint.types(), stays, endpoint.keyVersion(), endpoint.previousKeyUntil());
        return new StoredWebhook(next, description, stays ? null : reason, stays ? changedAt : now);
    }

    private WebhookEndpoint next(
            String url, Set<String> types, boolean enabled, int keyVersion, @Nullable Instant previousKeyUntil) {
        return new WebhookEndpoint(
                endpoint.endpointId(),
                endpoint.merchantId(),
                url,
                types,
                enabled,
                keyVersion,
                previousKeyUntil,
                endpoint.createdAt(),
                endpoint.revision() + 1);
    }

    private boolean saysTheSameAs(StoredWebhook other) {
        return endpoint.url().equals(other.endpoint.url())
                && endpoint.types().equals(other.endpoint.types())
                && endpoint.enabled() == other.endpoint.enabled()
                && description.equals(other.description)
                && Objects.equals(disabledReason, other.disabledReason);
    }
}
