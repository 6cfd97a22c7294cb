package io.waymark.bench.endtoend;

import io.waymark.bench.harness.Latencies;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each parcel of a step came where, by {@link System#nanoTime()}. Any thread may tell. */
final class Passage {

    /** Where a callback comes by. */
    enum Point {
        /** When it was to be sent. */
        DUE,
        ANSWERED,
        /** Seen by a consumer that reads what is committed. */
        EVENT,
        /** Received by the gateway. */
        UPLOAD
    }

    private static final int POINTS = Point.values().length;

    private final AtomicLongArray times;
    private final AtomicInteger refused = new AtomicInteger();
    private final int count;

    Passage(int count) {
        this.count = count;
        this.times = new AtomicLongArray(count * POINTS);
    }

    /** The first time counts. */
    void came(int parcel, Point point, long nanos) {
        times.compareAndSet(parcel * POINTS + point.ordinal(), 0, nanos);
    }

    /** A callback that was not answered with success. */
    void refused() {
        refused.incrementAndGet();
    }

    int refusals() {
        return refused.get();
    }

    /** How many came there so far. */
    long came(Point point) {
        long came = 0;
        for (int parcel = 0; parcel < count; parcel++) {
            came += at(parcel, point) == 0 ? 0 : 1;
        }
        return came;
    }

    /** From when each was due to when it came there, of those that did. */
    Latencies since(Point point) {
        Latencies latencies = new Latencies();
        for (int parcel = 0; parcel < count; parcel++) {
            if (at(parcel, point) != 0) {
                latencies.add(at(parcel, point) - at(parcel, Point.DUE));
            }
        }
        return latencies;
    }

    /** How long after the last was due the last came there; longer than anything if one never did. */
    double lagSeconds(Point point) {
        long due = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        for (int parcel = 0; parcel < count; parcel++) {
            if (at(parcel, point) == 0) {
                return Double.POSITIVE_INFINITY;
            }
            due = Math.max(due, at(parcel, Point.DUE));
            last = Math.max(last, at(parcel, point));
        }
        return (last - due) / 1e9;
    }

    private long at(int parcel, Point point) {
        return times.get(parcel * POINTS + point.ordinal());
    }
}
