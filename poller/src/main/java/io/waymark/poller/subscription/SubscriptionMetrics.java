package io.waymark.poller.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * {@code subscriptions_total} by {@code provider} and {@code outcome}: attempts to subscribe by what they came to,
 * {@code accepted} or the code of a {@link io.waymark.carriers.CarrierError}. An account that is paused shows as
 * {@code unauthorized} or {@code quota_exhausted}; one that was not made, since the provider takes no more of the number this
 * month or the budget is used up, as {@code monthly-four} or {@code budget}.
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

    /** @param code why it waits */
    void postponed(ProviderId provider, String code) {
        meters.counter("subscriptions", "provider", provider.code(), "outcome", code)
                .increment();
    }
}
