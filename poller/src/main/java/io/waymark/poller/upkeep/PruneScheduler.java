package io.waymark.poller.upkeep;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes what is old, every hour. */
@ApplicationScoped
class PruneScheduler {

    private final PruneRepository rows;

    PruneScheduler(PruneRepository rows) {
        this.rows = rows;
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> prune() {
        return rows.prune()
                .onFailure()
                .invoke(failure -> Log.warnf("old rows not deleted error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
