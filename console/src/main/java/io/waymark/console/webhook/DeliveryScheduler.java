package io.waymark.console.webhook;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets deliveries in time. */
@ApplicationScoped
class DeliveryScheduler {

    private static final int AT_ONCE = 10_000;

    private final DeliveryQueryRepository deliveries;
    private final WebhookConfig config;

    DeliveryScheduler(DeliveryQueryRepository deliveries, WebhookConfig config) {
        this.deliveries = deliveries;
        this.config = config;
    }

    @Scheduled(
            every = "${waymark.webhook.forget-every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        return deliveries
                .forget(Instant.now().minus(config.deliveriesKept()), AT_ONCE)
                .onFailure()
                .invoke(failure -> Log.warnf("deliveries not forgotten error=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
