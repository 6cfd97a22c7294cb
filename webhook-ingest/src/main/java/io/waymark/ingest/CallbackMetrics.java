package io.waymark.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What became of each callback. For every provider, at rest:
 *
 * <pre>
 *   callbacks_received_total = callbacks_accepted_total + callbacks_rejected_total + callbacks_not_durable_total
 * </pre>
 */
@ApplicationScoped
class CallbackMetrics {

    private final MeterRegistry registry;

    CallbackMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void received(String provider) {
        registry.counter("callbacks_received", "provider", provider).increment();
    }

    /** @param facts what became of it downstream; of those without any, {@code callbacks_without_facts_total} counts too */
    void accepted(String provider, int facts) {
        registry.counter("callbacks_accepted", "provider", provider).increment();
        if (facts == 0) {
            registry.counter("callbacks_without_facts", "provider", provider).increment();
        }
    }

    /** @param reason one of a fixed list; never anything the sender chose */
    void rejected(String provider, String reason) {
        registry.counter("callbacks_rejected", "provider", provider, "reason", reason)
                .increment();
    }

    void notDurable(String provider) {
        registry.counter("callbacks_not_durable", "provider", provider).increment();
    }
}
