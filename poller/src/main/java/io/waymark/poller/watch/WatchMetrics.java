package io.waymark.poller.watch;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * {@code shipments_healed_total} by {@code provider}: shipments of which something was missed that asking the provider has
 * brought.
 */
@ApplicationScoped
class WatchMetrics {

    private final MeterRegistry meters;

    WatchMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void healed(Source source) {
        meters.counter("shipments.healed", "provider", source.provider().code()).increment();
    }
}
