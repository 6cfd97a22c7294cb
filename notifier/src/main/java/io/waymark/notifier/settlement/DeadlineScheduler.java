package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Has deadlines of settlements watched. Any number of replicas may run one. While PostgreSQL is away the alarms come
 * later.
 */
@ApplicationScoped
class DeadlineScheduler {

    private final DeadlineHandler deadlines;

    DeadlineScheduler(DeadlineHandler deadlines) {
        this.deadlines = deadlines;
    }

    @Scheduled(
            every = "${waymark.settlement.sweep:PT1M}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return deadlines
                .tell()
                .onFailure()
                .invoke(failure -> Log.warnf("deadlines not told of error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
