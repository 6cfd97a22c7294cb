package io.waymark.poller.plan;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.Providers;
import io.waymark.contract.ShipmentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Learns from time to time how long providers are usually silent, for this replica. While PostgreSQL is away what was
 * learnt last counts; before the first time, the providers' own intervals.
 *
 * <p>Gauge {@code expected_silence_seconds} by {@code provider}, {@code status} and {@code basis}: {@code history}, or
 * {@code documented} where the history holds too few gaps.
 */
@ApplicationScoped
class SilenceScheduler {

    private static final double MILLIS_PER_SECOND = 1000;

    private final SilenceRepository history;
    private final Quotas quotas;
    private final int days;
    private final long least;
    private final MultiGauge gauge;
    private volatile ExpectedSilence newest = ExpectedSilence.UNKNOWN;

    SilenceScheduler(SilenceRepository history, Quotas quotas, HealingConfig config, MeterRegistry meters) {
        this.history = history;
        this.quotas = quotas;
        this.days = Math.max(1, Math.toIntExact(config.history().toDays()));
        this.least = config.leastSamples();
        this.gauge = MultiGauge.builder("expected.silence").baseUnit("seconds").register(meters);
    }

    /** What was learnt last. */
    ExpectedSilence newest() {
        return newest;
    }

    @Scheduled(
            every = "${waymark.healing.every:60s}",
            delayed = "1s",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> learn() {
        return history.forget(days)
                .chain(() -> history.counted(days))
                .map(counts -> ExpectedSilence.of(counts, least))
                .invoke(this::show)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> Log.warnf("expected silence not learnt error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void show(ExpectedSilence learnt) {
        newest = learnt;
        gauge.register(
                Providers.ALL.stream()
                        .map(provider -> quotas.of(provider.id()))
                        .filter(quota -> !quota.pushInterval().isZero())
                        .flatMap(quota -> rows(quota, learnt))
                        .toList(),
                true);
    }

    private static Stream<MultiGauge.Row<Number>> rows(Quota quota, ExpectedSilence learnt) {
        return Arrays.stream(ShipmentStatus.values())
                .filter(status -> !StopRules.isTerminal(status))
                .map(status -> MultiGauge.Row.of(
                        Tags.of(
                                "provider",
                                quota.provider().code(),
                                "status",
                                status.name(),
                                "basis",
                                learnt.learnt(quota.provider(), status).isPresent() ? "history" : "documented"),
                        learnt.of(quota, status).toMillis() / MILLIS_PER_SECOND));
    }
}
