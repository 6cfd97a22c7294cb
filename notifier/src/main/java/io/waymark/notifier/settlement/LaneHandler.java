package io.waymark.notifier.settlement;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.waymark.notifier.gateway.GuardedClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has one gateway's due settlements sent. A bounded number is under way at a time; each frees its place when it ends, so a
 * slow call holds up no other, and no more are claimed than the gateway's measure allows.
 */
final class LaneHandler {

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1000;

    private final String gateway;
    private final ClaimHandler claims;
    private final SendHandler sends;
    private final GuardedClient measure;
    private final Vertx vertx;
    private final int parallel;
    private final Semaphore places;
    private final AtomicInteger wanted = new AtomicInteger();
    private volatile boolean stopping;

    LaneHandler(
            String gateway, ClaimHandler claims, SendHandler sends, GuardedClient measure, Vertx vertx, int parallel) {
        this.gateway = gateway;
        this.claims = claims;
        this.sends = sends;
        this.measure = measure;
        this.vertx = vertx;
        this.parallel = parallel;
        this.places = new Semaphore(parallel);
    }

    /** Has due rows looked for soon, in the background. Calls during a round lead to one more round. */
    void wake() {
        if (!stopping && wanted.getAndIncrement() == 0) {
            round();
        }
    }

    /** Claims nothing from now on. */
    void stop() {
        stopping = true;
    }

    /** Waits for what is under way; says whether all of it ended in time. */
    boolean drained(Duration patience) throws InterruptedException {
        return places.tryAcquire(parallel, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        int seen = wanted.get();
        int free = places.drainPermits();
        int allowed = free == 0 ? 0 : measure.permits(gateway, free);
        places.release(free - allowed);
        if (allowed == 0) {
            again(seen); // whoever frees a place wakes us, and so does the next tick
            return;
        }
        claims.claim(gateway, allowed)
                .subscribe()
                .with(claimed -> dispatch(claimed, seen, allowed), failure -> pause(allowed, failure));
    }

    private void dispatch(List<Dispatch> claimed, int seen, int allowed) {
        giveBack(allowed - claimed.size());
        claimed.forEach(this::send);
        again(seen);
    }

    private void giveBack(int unused) {
        measure.giveBack(gateway, unused);
        places.release(unused);
    }

    private void send(Dispatch dispatch) {
        Uni.createFrom().deferred(() -> sends.send(dispatch)).subscribe().with(done -> free(), failure -> {
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

    private void pause(int allowed, Throwable failure) {
        giveBack(allowed);
        Log.warnf("settlements cannot be claimed gateway=%s error=%s", gateway, failure.toString());
        vertx.setTimer(PAUSE_AFTER_FAILURE_MILLIS, timer -> wanted.set(0));
    }
}
