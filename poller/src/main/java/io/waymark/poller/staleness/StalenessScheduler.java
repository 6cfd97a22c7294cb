package io.waymark.poller.staleness;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Computes from time to time how long ago open parcels were last heard of; of all replicas one does, and all show it:
 *
 * <ul>
 *   <li>{@code staleness_seconds} by {@code provider}, {@code carrier} and {@code quantile}: {@code 0.5} and {@code 0.95}
 *   <li>{@code shipments_open} by {@code provider} and {@code carrier}: numbers whose parcels have not arrived
 * </ul>
 */
@ApplicationScoped
class StalenessScheduler {

    private static final double MILLIS_PER_SECOND = 1000;

    private final StalenessRepository ledger;
    private final Duration atMostEvery;
    private final MultiGauge staleness;
    private final MultiGauge open;

    StalenessScheduler(StalenessRepository ledger, StalenessConfig config, MeterRegistry meters) {
        this.ledger = ledger;
        this.atMostEvery = config.every().dividedBy(2);
        this.staleness = MultiGauge.builder("staleness").baseUnit("seconds").register(meters);
        this.open = MultiGauge.builder("shipments.open").register(meters);
    }

    @Scheduled(
            every = "${waymark.staleness.every:5m}",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> compute() {
        return ledger.compute(atMostEvery)
                .chain(() -> ledger.read(null, null))
                .invoke(this::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("staleness not computed error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void show(List<StalenessRepository.Computed> all) {
        List<Staleness> kinds =
                all.stream().map(StalenessRepository.Computed::staleness).toList();
        staleness.register(
                kinds.stream()
                        .flatMap(kind -> Stream.of(row(kind, "0.5", kind.p50()), row(kind, "0.95", kind.p95())))
                        .toList(),
                true);
        open.register(
                kinds.stream()
                        .map(kind -> MultiGauge.Row.of(tags(kind), kind.open()))
                        .toList(),
                true);
    }

    private static MultiGauge.Row<Number> row(Staleness kind, String quantile, Duration age) {
        return MultiGauge.Row.of(tags(kind).and("quantile", quantile), age.toMillis() / MILLIS_PER_SECOND);
    }

    private static Tags tags(Staleness kind) {
        return Tags.of(
                "provider", kind.kind().provider(), "carrier", kind.kind().carrier());
    }
}
