package io.waymark.console.readmodel;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Has lists catch up with what replicas of the release before changed. Any number of replicas may run one. */
@ApplicationScoped
class ListingScheduler {

    private final Pool database;

    ListingScheduler(Pool database) {
        this.database = database;
    }

    @Scheduled(
            every = "PT1H",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> catchUp() {
        return ListingRepository.catchUp(database)
                .onFailure()
                .invoke(failure -> Log.warnf("lists not caught up error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
