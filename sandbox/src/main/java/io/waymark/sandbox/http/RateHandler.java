package io.waymark.sandbox.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/**
 * Turns away with HTTP 429 whoever calls more often than so many times a second, twice as many at once. Belongs to one
 * event loop.
 */
public final class RateHandler implements Handler<RoutingContext> {

    private static final double MILLIS_A_SECOND = 1_000;

    private final double perSecond;
    private final InstantSource clock;
    private double left;
    private long filledAt;

    /** @param perSecond 0: any number */
    public RateHandler(double perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = 2 * perSecond;
        this.filledAt = clock.millis();
    }

    @Override
    public void handle(RoutingContext call) {
        if (perSecond == 0 || isWithin()) {
            call.next();
        } else {
            Answers.turnAway(call);
        }
    }

    private boolean isWithin() {
        long now = clock.millis();
        left = Math.min(2 * perSecond, left + perSecond * Math.max(0, now - filledAt) / MILLIS_A_SECOND);
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
