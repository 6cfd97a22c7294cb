package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Has what gateways have on record read back: a while after each time. Any number of replicas may run one. While
 * PostgreSQL or a gateway is away it is read later.
 */
@ApplicationScoped
class ReconcileScheduler {

    private final ReconcileHandler records;
    private final Vertx vertx;
    private final long pauseMillis;
    private volatile boolean stopping;

    ReconcileScheduler(ReconcileHandler records, Vertx vertx, ReconcileConfig config) {
        this.records = records;
        this.vertx = vertx;
        this.pauseMillis = config.tick().toMillis();
    }

    void start(@Observes StartupEvent event) {
        again();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void again() {
        vertx.setTimer(pauseMillis, timer -> compare());
    }

    private void compare() {
        if (stopping) {
            return;
        }
        records.compareDue()
                .onTermination()
                .invoke(this::again)
                .subscribe()
                .with(done -> {}, failure -> Log.warnf("records not compared error=%s", failure.toString()));
    }
}
