package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Has what waits added up from time to time. If that fails, what was last known is shown on. */
@ApplicationScoped
class TotalsScheduler {

    private final TotalsRepository totals;
    private final TotalsMetrics metrics;

    TotalsScheduler(TotalsRepository totals, TotalsMetrics metrics) {
        this.totals = totals;
        this.metrics = metrics;
    }

    @Scheduled(
            every = "${waymark.settlement.totals:PT30S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> refresh() {
        return totals.waiting()
                .invoke(metrics::show)
                .chain(totals::due)
                .invoke(metrics::showDue)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    Log.warnf("what waits was not added up error=%s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }
}
