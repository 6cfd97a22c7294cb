package io.waymark.poller.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * {@code subscriptions_total} by {@code provider} and {@code outcome}: attempts to subscribe by what they came to,
 * {@code accepted} or the code of a {@link io.waymark.carriers.CarrierError}. An account that is paused shows as
 * {@code unauthorized} or {@code quota_exhausted}.
 */
@ApplicationScoped
class SubscriptionMetrics {

    private final MeterRegistry meters;

    SubscriptionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(ProviderId provider, SubscriptionOutcome outcome) {
        meters.counter("subscriptions", "provider", provider.code(), "outcome", outcome.label())
                .increment();
    }
}
