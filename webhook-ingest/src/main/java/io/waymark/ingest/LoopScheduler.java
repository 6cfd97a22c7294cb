package io.waymark.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.waymark.ingest.door.Deadlines;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/** What every event loop knows of itself: how late it is, and which callbacks must come whole by when. */
@ApplicationScoped
class LoopScheduler {

    /** How often an event loop looks at its deadlines, and measures how late it does. */
    private static final long TICK_MILLIS = 20;

    private final Vertx vertx;
    private final Timer lag;
    private final ThreadLocal<Loop> loops;

    /** One event loop. Belongs to its thread. */
    final class Loop implements Handler<Void> {
        private final Context context = ((ContextInternal) vertx.getOrCreateContext()).unwrap();
        private final Deadlines deadlines;
        private boolean marked;
        private long markedAt;
        private long tickDue = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

        private Loop(long withinNanos) {
            deadlines = new Deadlines(withinNanos);
            context.runOnContext(nothing -> vertx.setPeriodic(TICK_MILLIS, timer -> tick(System.nanoTime())));
        }

        Deadlines deadlines() {
            return deadlines;
        }

        /**
         * For how long it has been at what it found to do when it last looked. To see that, the first of several callbacks
         * leaves a mark at the end of the loop's queue, and the others find it there as long as the loop has not come so far.
         */
        long lateNanos(long now) {
            if (marked) {
                return now - markedAt;
            }
            marked = true;
            markedAt = now;
            context.runOnContext(this);
            return 0;
        }

        /** The mark is reached. */
        @Override
        public void handle(Void nothing) {
            marked = false;
        }

        private void tick(long now) {
            lag.record(Math.max(0, now - tickDue), TimeUnit.NANOSECONDS);
            tickDue = now + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
            deadlines.look(now);
        }
    }

    LoopScheduler(Vertx vertx, MeterRegistry registry, DoorConfig config) {
        this.vertx = vertx;
        this.lag = Timer.builder("event_loop_lag")
                .description("How much later than planned an event loop looks at its timers")
                .register(registry);
        long within = config.requestWithin().toNanos();
        this.loops = ThreadLocal.withInitial(() -> new Loop(within));
    }

    /** The one whose thread asks. */
    Loop current() {
        return loops.get();
    }
}
