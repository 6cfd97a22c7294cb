package io.waymark.notifier.webhook;

import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.notifier.webhook.AttemptRules.Result;
import io.waymark.outbox.OutboxRelay;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes one attempt, and keeps what came of it. */
@ApplicationScoped
class DeliveryHandler {

    private final Optional<Signer> signer;
    private final EndpointClient client;
    private final DeliveryRepository deliveries;
    private final EndpointRepository endpoints;
    private final AttemptRules rules;
    private final Pool database;
    private final OutboxRelay relay;
    private final WebhookMetrics metrics;
    private final TraceHandler traces;
    private final Clock clock;

    DeliveryHandler(
            Optional<Signer> signer,
            EndpointClient client,
            DeliveryRepository deliveries,
            EndpointRepository endpoints,
            AttemptRules rules,
            Pool database,
            OutboxRelay relay,
            WebhookMetrics metrics,
            TraceHandler traces,
            Clock clock) {
        this.signer = signer;
        this.client = client;
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.rules = rules;
        this.database = database;
        this.relay = relay;
        this.metrics = metrics;
        this.traces = traces;
        this.clock = clock;
    }

    /** Completes when the outcome is kept. Fails if it cannot be: then the message is sent again once its claim has ended. */
    Uni<Void> send(Message message) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        String webhookId = message.delivery().webhookId();
        String signature = signer.orElseThrow().sign(message.endpoint(), webhookId, at, message.body());
        Trace trace = traces.begin(SpanKind.CLIENT, "webhook", null)
                .with("waymark.webhook", message.delivery().deliveryId().toString());
        return client.send(message.endpoint().url(), webhookId, at, signature, message.body())
                .onTermination()
                .invoke(trace::end)
                .chain(reply -> keep(message, reply, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private Uni<Void> keep(Message message, Reply reply, Duration taken) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Result result = rules.after(message, reply, taken, now);
        return database.withTransaction(connection -> deliveries
                        .keep(connection, message, result.delivery(), result.step())
                        .chain(() -> endpoints.count(connection, message.endpoint(), reply, now)))
                .invoke(disabled -> report(message, reply, result, disabled))
                .invoke(relay::wake)
                .replaceWithVoid();
    }

    private void report(Message message, Reply reply, Result result, Optional<String> disabled) {
        metrics.attempted(message.delivery(), result.delivery(), reply);
        if (disabled.isPresent()) {
            metrics.disabled();
            Log.warnf(
                    "endpoint disabled endpoint=%s reason=%s",
                    message.endpoint().endpointId(), disabled.get());
        }
    }
}
