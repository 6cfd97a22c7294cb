package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Has what gateways have on record read back. Any number of replicas may run one. While PostgreSQL or a gateway is away it
 * is read later.
 */
@ApplicationScoped
class ReconcileScheduler {

    private final ReconcileHandler records;

    ReconcileScheduler(ReconcileHandler records) {
        this.records = records;
    }

    @Scheduled(
            every = "${waymark.reconcile.tick:PT5S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> compare() {
        return records.compareDue()
                .onFailure()
                .invoke(failure -> Log.warnf("records not compared error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
