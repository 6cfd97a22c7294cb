package io.waymark.poller.pace;

import io.micrometer.core.instrument.MeterRegistry;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code breaker_trips_total} by {@code provider}: how often a provider that does not answer was left alone. */
@ApplicationScoped
class PaceMetrics {

    private final MeterRegistry meters;

    PaceMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void tripped(ProviderId provider) {
        meters.counter("breaker.trips", "provider", provider.code()).increment();
    }
}
