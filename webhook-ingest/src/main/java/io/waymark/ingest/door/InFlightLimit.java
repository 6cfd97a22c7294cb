package io.waymark.ingest.door;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many may be in flight before there is a queue worth the name. A queue that stands shows in the quickest answer of an
 * interval: if even that waited too long, all behind it wait for those before it, and the limit falls to what is answered
 * in the wanted time; else it grows again.
 *
 * <p>While nothing is answered at all, what all wait for is away and not slow, and the limit says nothing: the hard bound
 * and the spool do.
 */
final class InFlightLimit {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long STALLED = TimeUnit.MILLISECONDS.toNanos(50);
    private static final double GROWTH = 1.25;

    private final int least;
    private final int most;
    private final long wantedNanos;
    private int current;
    private boolean begun;
    private long intervalEnd;
    private long lastAnswer;
    private long quickest = Long.MAX_VALUE;
    private boolean used;

    InFlightLimit(int least, int most, Duration wanted) {
        this.least = Math.min(least, most);
        this.most = most;
        this.wantedNanos = wanted.toNanos();
        this.current = this.least;
    }

    boolean isReached(int inFlight, long now) {
        if (inFlight < current) {
            return false;
        }
        used = true;
        return begun && now - lastAnswer < STALLED;
    }

    void answered(long waitedNanos, int inFlight, long now) {
        if (!begun || now - intervalEnd >= 0) {
            adapt(inFlight);
            begun = true;
            intervalEnd = now + INTERVAL;
            quickest = Long.MAX_VALUE;
            used = false;
        }
        quickest = Math.min(quickest, waitedNanos);
        lastAnswer = now;
    }

    int current() {
        return current;
    }

    private void adapt(int inFlight) {
        if (quickest == Long.MAX_VALUE) {
            return;
        }
        if (quickest > wantedNanos) {
            long answerable = (long) inFlight * wantedNanos / quickest;
            current = (int) Math.max(least, Math.min(current, answerable));
        } else if (used) {
            current = (int) Math.min(most, current * GROWTH + 1);
        }
    }
}
