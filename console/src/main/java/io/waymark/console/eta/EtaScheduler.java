package io.waymark.console.eta;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Has the statistics drawn up, by one replica at a time. */
@ApplicationScoped
class EtaScheduler {

    private final StatisticsRepository statistics;
    private final EtaConfig config;

    EtaScheduler(StatisticsRepository statistics, EtaConfig config) {
        this.statistics = statistics;
        this.config = config;
    }

    /** Half a period too early counts as another replica's. */
    @Scheduled(
            every = "${waymark.eta.every:PT6H}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> drawUp() {
        Instant now = Instant.now();
        return statistics
                .claim(now, now.minus(config.every().dividedBy(2)))
                .chain(isOurs ->
                        isOurs ? statistics.drawUp(now) : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> Log.warnf("arrivals not drawn up error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
