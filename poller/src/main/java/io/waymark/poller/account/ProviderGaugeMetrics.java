package io.waymark.poller.account;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Gauges that one statement counts for every provider, as {@code provider} tells. */
public final class ProviderGaugeMetrics {

    private static final List<String> PROVIDERS =
            Providers.ALL.stream().map(Provider::id).map(id -> id.code()).toList();

    private final Map<String, MultiGauge> gauges;

    /** @param names of the gauges, with dots */
    public ProviderGaugeMetrics(MeterRegistry meters, String... names) {
        this.gauges = Stream.of(names)
                .collect(toMap(name -> name, name -> MultiGauge.builder(name).register(meters)));
    }

    /** @param rows of {@code gauge}, {@code provider} and {@code number}; what is missing shows as 0 */
    public void show(RowSet<Row> rows) {
        Map<String, Double> counted = StreamSupport.stream(rows.spliterator(), false)
                .collect(toMap(
                        row -> row.getString("gauge") + "/" + row.getString("provider"),
                        row -> row.getDouble("number")));
        gauges.forEach((name, gauge) -> gauge.register(
                PROVIDERS.stream()
                        .map(provider -> MultiGauge.Row.of(
                                Tags.of("provider", provider), counted.getOrDefault(name + "/" + provider, 0.0)))
                        .toList(),
                true));
    }
}
