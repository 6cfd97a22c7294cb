package io.waymark.console.readmodel;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Has partitions made ahead and old ones dropped. Any number of replicas may run one. */
@ApplicationScoped
class MonthScheduler {

    private final MonthRepository months;

    MonthScheduler(MonthRepository months) {
        this.months = months;
    }

    @Scheduled(
            every = "${waymark.read-model.months-every:PT6H}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> keep() {
        Instant now = Instant.now();
        return months.ahead(Generation.LIVE, now)
                .chain(() -> months.drop(Generation.LIVE, now))
                .onFailure()
                .invoke(failure -> Log.warnf("months not kept error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
