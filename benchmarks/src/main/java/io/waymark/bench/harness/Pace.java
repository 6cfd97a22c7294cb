package io.waymark.bench.harness;

import java.util.concurrent.locks.LockSupport;

/**
 * A constant rate: what is due when, whether or not what came before is done. Latencies that are counted from there know
 * of the waiting that a late answer causes.
 */
public final class Pace {

    private final double perSecond;
    private final long begun = System.nanoTime();

    /** From now on. */
    public Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    /** When something is due, by {@link System#nanoTime()}; the first, which is number 0, at once. */
    public long dueNanos(long number) {
        return begun + (long) (number * 1e9 / perSecond);
    }

    /** How many are due by now. */
    public long due() {
        return 1 + (long) ((System.nanoTime() - begun) * perSecond / 1e9);
    }

    /** Waits until something is due, not at all if it is late; tells when it was due. */
    public long await(long number) {
        long due = dueNanos(number);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }
}
