package io.waymark.notifier.webhook;

import io.quarkus.logging.Log;
import io.waymark.webhooks.EndpointKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The rules as configured. */
class WebhooksConfig {

    @Produces
    @Singleton
    RetrySchedule schedule(WebhookConfig config) {
        return new RetrySchedule(config.retries(), config.retrySpeed(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    /** Empty where there is no master secret: then nothing is sent. */
    @Produces
    @Singleton
    Optional<Signer> signer(WebhookConfig config) {
        if (config.masterSecrets().isEmpty()) {
            Log.warn("no master secret of webhooks, messages to endpoints wait");
        }
        return config.masterSecrets().map(EndpointKeys::new).map(Signer::new);
    }

    @Produces
    @Singleton
    AttemptRules rules(RetrySchedule schedule) {
        return new AttemptRules(schedule);
    }
}
