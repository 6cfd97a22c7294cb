package io.waymark.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;

/**
 * The gauges of whoever has it injected, taken away together with that: the registry may outlive the application, and would
 * go on showing what this one last counted.
 */
@Dependent
public class GaugeMetrics {

    private final MeterRegistry registry;
    private final List<Gauge> gauges = new ArrayList<>();

    GaugeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows a gauge from now on. */
    public void add(Gauge.Builder<?> gauge) {
        gauges.add(gauge.register(registry));
    }

    @PreDestroy
    void removeAll() {
        gauges.forEach(registry::remove);
    }
}
