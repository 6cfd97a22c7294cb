package io.waymark.console.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How many read along. */
@ApplicationScoped
class StreamMetrics {

    private final MeterRegistry registry;
    private final Counter cut;

    StreamMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.cut = Counter.builder("streams_cut")
                .description("streams whose reader took nothing for too long")
                .register(registry);
    }

    void watch(Seats seats) {
        Gauge.builder("streams_open", seats, Seats::count)
                .description("streams that are read at this replica")
                .register(registry);
    }

    void cut() {
        cut.increment();
    }
}
