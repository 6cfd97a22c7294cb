package io.waymark.ingest.door;

import java.util.HashMap;
import java.util.Map;

/**
 * What every source holds at one time. Whoever holds something gets more only while that leaves enough: so one that holds
 * much and ends nothing, slowly sent bodies say, leaves room to others, and the more such sources there are the less each
 * has. Sources that hold nothing are not kept.
 *
 * <p>Not thread-safe.
 */
final class Holdings {

    /** One may hold so many times the callbacks that are left: alone three quarters of all. */
    private static final int CALLBACKS = 3;

    /** So many times what one holds in bytes must be left: alone one has a third, which is no pressure yet. */
    private static final int BYTES_LEFT = 2;

    private final Map<Long, Held> sources = new HashMap<>();

    private static final class Held {
        private int callbacks;
        private long bytes;
    }

    /** Whether a source may hold one callback more, if so many are left with it. */
    boolean allowsOneMore(long source, int left) {
        Held held = sources.get(source);
        return held == null || held.callbacks + 1L <= (long) CALLBACKS * left;
    }

    /** Whether a source may hold so many bytes more, if so many are left with them. */
    boolean allowsBytes(long source, int bytes, long left) {
        Held held = sources.get(source);
        return held == null || BYTES_LEFT * (held.bytes + bytes) <= left;
    }

    /** One callback more, of so many bytes. */
    void add(long source, int bytes) {
        Held held = sources.computeIfAbsent(source, key -> new Held());
        held.callbacks++;
        held.bytes += bytes;
    }

    /** More bytes of a callback that is held. */
    void addBytes(long source, int bytes) {
        Held held = sources.get(source);
        if (held != null) {
            held.bytes += bytes;
        }
    }

    /** One callback less, with all its bytes. */
    void remove(long source, int bytes) {
        Held held = sources.get(source);
        if (held != null && --held.callbacks == 0) {
            sources.remove(source);
        } else if (held != null) {
            held.bytes -= bytes;
        }
    }
}
