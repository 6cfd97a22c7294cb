package io.waymark.console.stream;

import java.util.HashMap;
import java.util.Map;

/** Who holds how many streams. For any number of threads. */
final class Seats {

    private final int perHolder;
    private final int total;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    Seats(int perHolder, int total) {
        this.perHolder = perHolder;
        this.total = total;
    }

    /** What becomes of somebody who asks for one. */
    enum Answer {
        TAKEN,
        /** This holder has as many as one may have. */
        HOLDER_FULL,
        /** All are taken. */
        ALL_FULL
    }

    synchronized Answer take(String holder) {
        int own = taken.getOrDefault(holder, 0);
        if (own >= perHolder) {
            return Answer.HOLDER_FULL;
        }
        if (all >= total) {
            return Answer.ALL_FULL;
        }
        taken.put(holder, own + 1);
        all++;
        return Answer.TAKEN;
    }

    /** Gives one back that the holder took. */
    synchronized void free(String holder) {
        taken.computeIfPresent(holder, (name, own) -> own == 1 ? null : own - 1);
        all--;
    }

    synchronized int count() {
        return all;
    }
}
