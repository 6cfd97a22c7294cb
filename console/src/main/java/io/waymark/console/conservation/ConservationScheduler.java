package io.waymark.console.conservation;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

/**
 * Has the balance drawn up for the metrics, and what is no longer needed deleted. Any number of replicas may run one. While
 * PostgreSQL is away the metrics stay as they were.
 */
@ApplicationScoped
class ConservationScheduler {

    private final BalanceRepository balances;
    private final SettledRepository settled;
    private final ConservationMetrics metrics;
    private final ConservationConfig config;

    /** What was logged last. */
    private volatile Map<String, Balance> wrong = Map.of();

    ConservationScheduler(
            BalanceRepository balances,
            SettledRepository settled,
            ConservationMetrics metrics,
            ConservationConfig config) {
        this.balances = balances;
        this.settled = settled;
        this.metrics = metrics;
        this.config = config;
    }

    @Scheduled(
            every = "${waymark.conservation.every:PT15S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> watch() {
        Instant now = Instant.now();
        BalanceFilter watched = new BalanceFilter(now.minus(config.watch()), now.plus(config.watch()), null);
        return balances.byProvider(watched)
                .invoke(this::show)
                .chain(() -> settled.forget(now.minus(config.kept())))
                .onFailure()
                .invoke(failure -> Log.warnf("conservation not watched error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** Logs what does not add up when it begins, and whenever it is another number. */
    private void show(Map<String, Balance> byProvider) {
        metrics.show(byProvider);
        Map<String, Balance> before = wrong;
        wrong = byProvider.entrySet().stream()
                .filter(entry -> !entry.getValue().isWhole())
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        wrong.forEach((provider, balance) -> {
            Balance told = before.get(provider);
            if (told == null || !balance.lacksAsMuchAs(told)) {
                Log.errorf(
                        "balance does not add up provider=%s missing=%d missingScans=%d",
                        provider, balance.missing(), balance.scansMissing());
            }
        });
    }
}
