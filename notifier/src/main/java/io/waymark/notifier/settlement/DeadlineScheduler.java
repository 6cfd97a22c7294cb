package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Has deadlines of settlements watched: soon after the start, and a while after each time. Any number of replicas may run
 * one. While PostgreSQL is away the alarms come later.
 */
@ApplicationScoped
class DeadlineScheduler {

    private static final long FIRST_MILLIS = 1000;

    private final DeadlineHandler deadlines;
    private final Vertx vertx;
    private final long pauseMillis;
    private volatile boolean stopping;

    DeadlineScheduler(DeadlineHandler deadlines, Vertx vertx, SettlementConfig config) {
        this.deadlines = deadlines;
        this.vertx = vertx;
        this.pauseMillis = config.sweep().toMillis();
    }

    void start(@Observes StartupEvent event) {
        vertx.setTimer(FIRST_MILLIS, timer -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void sweep() {
        if (stopping) {
            return;
        }
        deadlines
                .tell()
                .onTermination()
                .invoke(() -> vertx.setTimer(pauseMillis, timer -> sweep()))
                .subscribe()
                .with(done -> {}, failure -> Log.warnf("deadlines not told of error=%s", failure.toString()));
    }
}
