package io.waymark.notifier.webhook;

import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes one attempt. */
@ApplicationScoped
class DeliveryHandler {

    private final Optional<Signer> signer;
    private final EndpointClient client;
    private final OutcomeHandler outcomes;
    private final TraceHandler traces;
    private final Clock clock;

    DeliveryHandler(
            Optional<Signer> signer, EndpointClient client, OutcomeHandler outcomes, TraceHandler traces, Clock clock) {
        this.signer = signer;
        this.client = client;
        this.outcomes = outcomes;
        this.traces = traces;
        this.clock = clock;
    }

    /** Completes when the outcome is kept. Fails if it cannot be: then the message is sent again once its claim has ended. */
    Uni<Void> send(Message message) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        String webhookId = message.delivery().webhookId();
        String signature = signer.orElseThrow().sign(message.endpoint(), webhookId, at, message.body());
        Trace trace = begin(message);
        return client.send(message.endpoint().url(), webhookId, at, signature, message.body())
                .invoke(reply -> trace.with("waymark.outcome", reply.outcome().name()))
                .onTermination()
                .invoke(trace::end)
                .chain(reply -> outcomes.keep(message, reply, Duration.ofNanos(System.nanoTime() - begun)));
    }

    /** It holds no address and nothing of what is told, and the endpoint hears nothing of it. */
    private Trace begin(Message message) {
        return traces.isOff()
                ? Trace.NONE
                : traces.begin(SpanKind.CLIENT, "webhook", null)
                        .with(
                                "waymark.delivery",
                                message.delivery().deliveryId().toString())
                        .with("waymark.attempt", message.delivery().attempts() + 1L);
    }
}
