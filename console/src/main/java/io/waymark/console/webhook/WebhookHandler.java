package io.waymark.console.webhook;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.WebhookDelivery;
import io.waymark.outbox.OutboxRelay;
import io.waymark.webhooks.EndpointKey;
import io.waymark.webhooks.EndpointKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and shows endpoints. Merchants see and change their own, staff everybody's; what they may not see does not
 * exist. The notifier learns of a change a moment later.
 */
@ApplicationScoped
public class WebhookHandler {

    private final WebhookRepository webhooks;
    private final DeliveryQueryRepository deliveries;
    private final OutboxRelay relay;
    private final WebhookConfig config;
    private final Optional<EndpointKeys> keys;

    WebhookHandler(
            WebhookRepository webhooks, DeliveryQueryRepository deliveries, OutboxRelay relay, WebhookConfig config) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.relay = relay;
        this.config = config;
        this.keys = config.masterSecrets().map(EndpointKeys::new);
    }

    /**
     * Makes what the body says. Fails with 422 naming every field at fault, with 409 where the merchant has as many as it may
     * have, and with 503 where there is no master secret.
     */
    public Uni<WebhookView> make(Caller caller, ObjectNode body) {
        WebhookRequest said = WebhookRequest.ofNew(body, config.allowPrivate());
        StoredWebhook made = StoredWebhook.of(caller.merchantId(), requireNonNull(said.url()), said, now());
        EndpointKey key = expectedKey(made);
        return webhooks.add(made, config.perMerchant())
                .invoke(relay::wake)
                .replaceWith(() -> WebhookView.made(made, key, now()));
    }

    /** Changes what the body says. Fails with 404, and with 422 naming every field at fault. */
    public Uni<WebhookView> change(Caller caller, UUID endpointId, ObjectNode body) {
        WebhookRequest said = WebhookRequest.ofChange(body, config.allowPrivate());
        Instant now = now();
        return change(caller, endpointId, stored -> stored.with(said, now)).map(this::view);
    }

    /** With the new secret. Fails with 404, and with 503 where there is no master secret. */
    public Uni<WebhookView> rotate(Caller caller, UUID endpointId, Duration overlap) {
        Instant now = now();
        return find(caller, endpointId)
                .invoke(this::expectedKey)
                .chain(found -> change(caller, endpointId, stored -> stored.rotated(overlap, now)))
                .map(stored -> WebhookView.made(stored, expectedKey(stored), now()));
    }

    /** Fails with 404. */
    public Uni<Void> delete(Caller caller, UUID endpointId) {
        return webhooks.delete(caller.owner(), endpointId, now())
                .invoke(wasThere -> {
                    if (!wasThere) {
                        throw ProblemException.notFound("webhook");
                    }
                    relay.wake();
                })
                .replaceWithVoid();
    }

    /** Fails with 404. */
    Uni<StoredWebhook> find(Caller caller, UUID endpointId) {
        return webhooks.find(caller.owner(), endpointId).map(WebhookHandler::found);
    }

    /** One endpoint; fails with 404. */
    public Uni<WebhookView> webhook(Caller caller, UUID endpointId) {
        return find(caller, endpointId).map(this::view);
    }

    /** The key that signs; fails with 404, and with 503 where there is no master secret. */
    public Uni<SecretView> secret(Caller caller, UUID endpointId) {
        return find(caller, endpointId)
                .map(stored -> SecretView.of(stored.endpoint().keyVersion(), expectedKey(stored)));
    }

    /** The newest first. */
    public Uni<List<StoredWebhook>> page(Caller caller, @Nullable Position after, int rows) {
        return webhooks.page(caller.owner(), after, rows);
    }

    /** An endpoint's deliveries, the newest first; fails with 404. */
    public Uni<List<WebhookDelivery>> deliveries(
            Caller caller, UUID endpointId, DeliveryFilter wanted, @Nullable Position after, int rows) {
        return find(caller, endpointId).chain(stored -> deliveries.page(endpointId, wanted, after, rows));
    }

    /** The endpoint of a delivery; fails with 404 where either is not there. */
    Uni<StoredWebhook> withDelivery(Caller caller, UUID endpointId, UUID deliveryId) {
        return find(caller, endpointId)
                .call(stored -> deliveries.exists(endpointId, deliveryId).invoke(exists -> {
                    if (!exists) {
                        throw ProblemException.notFound("delivery");
                    }
                }));
    }

    /** Without the secret. */
    public WebhookView view(StoredWebhook stored) {
        return WebhookView.of(stored, key(stored).orElse(null), now());
    }

    private Uni<StoredWebhook> change(Caller caller, UUID endpointId, UnaryOperator<StoredWebhook> change) {
        return webhooks.change(caller.owner(), endpointId, change)
                .map(WebhookHandler::found)
                .invoke(relay::wake);
    }

    private static StoredWebhook found(Optional<StoredWebhook> stored) {
        return stored.orElseThrow(() -> ProblemException.notFound("webhook"));
    }

    private Optional<EndpointKey> key(StoredWebhook stored) {
        return keys.map(made ->
                made.shown(stored.endpoint().endpointId(), stored.endpoint().keyVersion()));
    }

    private EndpointKey expectedKey(StoredWebhook stored) {
        return key(stored)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.UNAVAILABLE,
                        "Webhooks have no keys here: the operators have to set WAYMARK_WEBHOOK_MASTER_SECRETS.")));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
