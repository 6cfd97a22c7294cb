package io.waymark.ingest.spool;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Of which keys something lies in the spool: a filter that counts. It may take a free key for a busy one, whose record then
 * goes by way of the spool without need; never the other way round.
 */
final class Lanes {

    private static final int BITS = 20;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(1 << BITS);

    int of(SpoolRecord message) {
        return (message.hash() * 0x9E3779B1) >>> (Integer.SIZE - BITS);
    }

    boolean isFree(SpoolRecord message) {
        return counts.get(of(message)) == 0;
    }

    void enter(SpoolRecord message) {
        counts.incrementAndGet(of(message));
    }

    void leave(SpoolRecord message) {
        counts.decrementAndGet(of(message));
    }
}
