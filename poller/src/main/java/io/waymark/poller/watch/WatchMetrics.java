package io.waymark.poller.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * {@code shipments_healed_total} by {@code provider}: shipments of which something was missed that asking the provider has
 * brought.
 */
@Startup
@ApplicationScoped
class WatchMetrics {

    private final MeterRegistry meters;

    WatchMetrics(MeterRegistry meters) {
        this.meters = meters;
        Providers.ALL.stream().map(Provider::id).forEach(this::healed);
    }

    void healed(Source source) {
        healed(source.provider()).increment();
    }

    /** Begins at nought: an alert sees no rise of what was not there before. */
    private Counter healed(ProviderId provider) {
        return meters.counter("shipments.healed", "provider", provider.code());
    }
}
