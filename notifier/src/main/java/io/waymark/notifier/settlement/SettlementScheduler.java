package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.waymark.notifier.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has due settlements sent: at every tick, and at once when a fact made one due. A bounded number is under way at a
 * time; each frees its place when it ends, so a slow call holds up no other. Any number of replicas may run one.
 *
 * <p>On SIGTERM it claims nothing more and waits a little for what is under way. What does not end in time is found
 * by its lease after the restart.
 */
@ApplicationScoped
class SettlementScheduler {

    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1000;

    private final ClaimHandler claims;
    private final SendHandler sends;
    private final Vertx vertx;
    private final long tickMillis;
    private final int parallel;
    private final Semaphore places;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean stopping;

    SettlementScheduler(
            ClaimHandler claims, SendHandler sends, Vertx vertx, SettlementConfig config, GatewayConfig gateway) {
        this.claims = claims;
        this.sends = sends;
        this.vertx = vertx;
        this.tickMillis = config.tick().toMillis();
        this.parallel = gateway.parallel();
        this.places = new Semaphore(parallel);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(tickMillis, timer -> wake());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (!places.tryAcquire(parallel, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            Log.warn("stopping with settlements under way");
        }
    }

    /** Has due rows looked for soon, in the background. Calls during a round lead to one more round. */
    void wake() {
        if (!stopping && wanted.getAndIncrement() == 0) {
            round();
        }
    }

    private void round() {
        int seen = wanted.get();
        int free = places.drainPermits();
        if (free == 0) {
            again(seen); // whoever frees a place wakes us
            return;
        }
        claims.claim(free).subscribe().with(claimed -> dispatch(claimed, seen, free), failure -> pause(free, failure));
    }

    private void dispatch(List<Dispatch> claimed, int seen, int free) {
        places.release(free - claimed.size());
        claimed.forEach(this::send);
        again(seen);
    }

    private void send(Dispatch dispatch) {
        sends.send(dispatch).subscribe().with(done -> free(), failure -> {
            Log.errorf(
                    "answer not kept settlement=%s attempt=%d error=%s",
                    dispatch.settlementId(),
                    dispatch.attempt(),
                    failure.getClass().getName());
            free();
        });
    }

    private void free() {
        places.release();
        wake();
    }

    private void again(int seen) {
        if (wanted.addAndGet(-seen) > 0 && !stopping) {
            round();
        }
    }

    private void pause(int free, Throwable failure) {
        places.release(free);
        Log.warnf("settlements cannot be claimed error=%s", failure.toString());
        vertx.setTimer(PAUSE_AFTER_FAILURE_MILLIS, timer -> wanted.set(0));
    }
}
