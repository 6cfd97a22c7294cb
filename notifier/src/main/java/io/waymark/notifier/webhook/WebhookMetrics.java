package io.waymark.notifier.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookDelivery.State;
import io.waymark.contract.WebhookType;
import io.waymark.notifier.webhook.Reply.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.stream.Stream;

/** What is sent to merchants' endpoints. Labels are ours: nothing that a merchant chose. */
@Startup
@ApplicationScoped
class WebhookMetrics {

    private static final String OUTCOME = "outcome";
    private static final String TYPE = "type";

    private static final Duration[] BUCKETS = Stream.of("PT1S", "PT5S", "PT30S", "PT5M", "PT1H", "PT6H", "P1D", "P3D")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    /** All begin at nought: an alert sees no rise of what was not there before. */
    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        Stream.of(Outcome.values()).forEach(outcome -> registry.counter("webhook_attempts", OUTCOME, outcome.name()));
        Stream.of(WebhookType.values()).forEach(type -> {
            registry.counter("webhook_given_up", TYPE, type.code());
            delivered(type.code());
        });
        registry.counter("webhook_endpoints_disabled");
    }

    /** An attempt that has ended. */
    void attempted(WebhookDelivery before, WebhookDelivery after, Reply reply) {
        registry.counter("webhook_attempts", OUTCOME, reply.outcome().name()).increment();
        if (after.state() == State.DELIVERED) {
            delivered(before.type()).record(Duration.between(before.createdAt(), after.changedAt()));
        } else if (after.state() == State.FAILED) {
            registry.counter("webhook_given_up", TYPE, before.type()).increment();
        }
    }

    void disabled() {
        registry.counter("webhook_endpoints_disabled").increment();
    }

    private Timer delivered(String type) {
        return Timer.builder("webhook_delivery")
                .description("From when there was something to tell until the endpoint had it")
                .tag(TYPE, type)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
