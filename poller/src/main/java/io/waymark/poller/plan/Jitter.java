package io.waymark.poller.plan;

import java.util.SplittableRandom;

/**
 * The random number of a row: what became due together shall not become due together again. It stays the same until the
 * row is asked about the next time, so that a plan made again from the same facts is the same plan.
 */
public final class Jitter {

    private Jitter() {}

    /**
     * From 0 up to, but not including, 1.
     *
     * @param id of the row
     * @param attempt how often it was asked about
     */
    public static double of(long id, long attempt) {
        return new SplittableRandom(31 * id + attempt).nextDouble();
    }
}
