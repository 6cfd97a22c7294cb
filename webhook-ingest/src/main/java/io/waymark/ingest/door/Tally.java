package io.waymark.ingest.door;

/**
 * What each source asked for and was given in one window, by its key. Bounded: sources beyond the bound share one place, and
 * are forgotten with all others at the next {@link #clear}.
 */
final class Tally {

    /** More sources than are heard in a tenth of a second, and at most half of the places, so that a search is short. */
    private static final int MOST = 4096;

    private static final int PLACES = 2 * MOST;

    private final long seed;
    private final long[] keys = new long[PLACES];
    private final int[] asked = new int[PLACES + 1];
    private final int[] given = new int[PLACES + 1];
    private final int[] used = new int[MOST + 1];
    private int size;

    Tally(long seed) {
        this.seed = seed;
    }

    /** The place of a source, with room for it. */
    int place(long source) {
        for (int place = start(source); ; place = (place + 1) % PLACES) {
            if (asked[place] == 0) {
                return size < MOST ? take(place, source) : shared();
            }
            if (keys[place] == source) {
                return place;
            }
        }
    }

    void ask(int place, int cost) {
        asked[place] += cost;
    }

    /** What was given since the last {@link #clear}. */
    int given(int place) {
        return given[place];
    }

    void give(int place, int cost) {
        given[place] += cost;
    }

    /** What each asked for, in no order. */
    int[] asked() {
        int[] costs = new int[size];
        for (int i = 0; i < size; i++) {
            costs[i] = asked[used[i]];
        }
        return costs;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            asked[used[i]] = 0;
            given[used[i]] = 0;
        }
        size = 0;
    }

    private int take(int place, long source) {
        keys[place] = source;
        used[size++] = place;
        return place;
    }

    private int shared() {
        if (size == MOST) {
            used[size++] = PLACES;
        }
        return PLACES;
    }

    private int start(long source) {
        long mixed = (source ^ seed) * 0x9E3779B97F4A7C15L;
        return (int) ((mixed ^ (mixed >>> 32)) & (PLACES - 1));
    }
}
