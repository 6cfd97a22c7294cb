package io.waymark.console.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Erasures that are under way. Every replica reports all of them: take the maximum over replicas, not the sum. */
@ApplicationScoped
class ErasureMetrics {

    private volatile OpenErasures open = new OpenErasures(0, 0);

    ErasureMetrics(MeterRegistry registry) {
        Gauge.builder("erasures_open", () -> open.count())
                .description("erasures that not every service has carried out")
                .register(registry);
        Gauge.builder("erasures_oldest_seconds", () -> open.oldestSeconds())
                .description("since the oldest of them was ordered")
                .register(registry);
    }

    void show(OpenErasures now) {
        open = now;
    }
}
