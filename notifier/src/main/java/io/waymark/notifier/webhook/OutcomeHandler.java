package io.waymark.notifier.webhook;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.notifier.webhook.AttemptRules.Result;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Keeps what came of an attempt: of its message, and of its endpoint. */
@ApplicationScoped
class OutcomeHandler {

    private final DeliveryRepository deliveries;
    private final EndpointRepository endpoints;
    private final AttemptRules rules;
    private final Pool database;
    private final OutboxRelay relay;
    private final WebhookMetrics metrics;
    private final Clock clock;

    OutcomeHandler(
            DeliveryRepository deliveries,
            EndpointRepository endpoints,
            AttemptRules rules,
            Pool database,
            OutboxRelay relay,
            WebhookMetrics metrics,
            Clock clock) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.rules = rules;
        this.database = database;
        this.relay = relay;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** All of it in one transaction. What another has claimed meanwhile is that one's to keep, and to count. */
    Uni<Void> keep(Message message, Reply reply, Duration taken) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Result result = rules.after(message, reply, taken, now);
        return database.withTransaction(connection -> deliveries
                        .keep(connection, message, result.delivery(), result.step())
                        .chain(kept -> kept
                                ? counted(connection, message, reply, result, now)
                                : Uni.createFrom().voidItem()))
                .ifNoItem()
                .after(DeliveryRepository.PATIENCE)
                .fail()
                .invoke(relay::wake);
    }

    private Uni<Void> counted(SqlConnection connection, Message message, Reply reply, Result result, Instant now) {
        return endpoints
                .count(connection, message.endpoint(), reply, now)
                .invoke(disabled -> report(message, reply, result, disabled))
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
