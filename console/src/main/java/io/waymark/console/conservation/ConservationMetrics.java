package io.waymark.console.conservation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The balance per provider, as of the last time it was drawn up, of the last days. Every replica reports all of it: take
 * the maximum over replicas, not the sum.
 */
@ApplicationScoped
class ConservationMetrics {

    private final MultiGauge missing;
    private final MultiGauge inFlight;
    private final MultiGauge scansMissing;

    ConservationMetrics(MeterRegistry registry) {
        missing = gauge(registry, "conservation_missing", "raw records that the normalizer passed and told nothing of");
        inFlight = gauge(registry, "conservation_in_flight", "raw records that the normalizer has not told of yet");
        scansMissing = gauge(registry, "conservation_scans_missing", "scans that were neither new nor repeated");
    }

    void show(Map<String, Balance> byProvider) {
        missing.register(rows(byProvider, Balance::missing), true);
        inFlight.register(rows(byProvider, Balance::inFlight), true);
        scansMissing.register(rows(byProvider, Balance::scansMissing), true);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private static List<Row<?>> rows(Map<String, Balance> byProvider, ToLongFunction<Balance> value) {
        return byProvider.entrySet().stream()
                .map(entry -> Row.of(Tags.of("provider", entry.getKey()), value.applyAsLong(entry.getValue())))
                .collect(Collectors.toList());
    }
}
