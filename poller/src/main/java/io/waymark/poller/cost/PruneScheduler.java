package io.waymark.poller.cost;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes, every hour, bills older than 13 months and what was done with numbers that are long forgotten. */
@ApplicationScoped
class PruneScheduler {

    private static final int MONTHS_KEPT = 13;

    private final PruneRepository accounts;
    private final CostReportRepository ledger;

    PruneScheduler(PruneRepository accounts, CostReportRepository ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    @Scheduled(every = "1h", delayed = "5m", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> prune() {
        return ledger.now()
                .chain(now -> accounts.bills(now.first().minusMonths(MONTHS_KEPT)))
                .chain(accounts::uses)
                .onFailure()
                .invoke(failure -> Log.warnf("old accounts not deleted error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
