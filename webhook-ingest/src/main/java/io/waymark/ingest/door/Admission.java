package io.waymark.ingest.door;

import java.util.concurrent.TimeUnit;

/**
 * Decides at the head of a callback whether it is served. As long as there is no pressure, every one is. Under pressure
 * those are whose sender is all but idle, and for a while after it also those whose sender has had its fair share of late
 * ({@link Shares}) give way to others. Beyond the hard bounds nobody is served, and nobody may hold so much that there is
 * nothing left for others ({@link Holdings}).
 *
 * <p>There is pressure while a thread is late, while more are in flight than {@link InFlightLimit} says, or while bodies fill
 * half of their room. Nothing of it outlasts its cause: who comes when all is done is admitted.
 *
 * <p>Times are of {@link System#nanoTime}. Safe for any number of threads; a decision takes less than a microsecond.
 */
public final class Admission {

    /** What is decided. */
    public enum Decision {
        /** It is served, and must be released in the end. */
        ADMITTED,

        /** There is pressure, and its sender has had its share. */
        BUSY,

        /** There is no room for anybody, or not for one who holds so much already. */
        FULL
    }

    /** A thread that has been busy for so many times what is pressure serves nobody. */
    private static final int HOPELESS = 5;

    /** Who has had his share may, in times of contention, use no more than this part of what there is. */
    private static final double UNRESERVED = 0.25;

    /** A thread that is late for no longer than this has a burst to serve. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);

    /** After so long without any being late, it begins anew. */
    private static final long LULL = TimeUnit.SECONDS.toNanos(1);

    /** A body counts as one callback more for each of these. */
    private static final int BYTES_A_COST = 16 * 1024;

    /** So much is held at first for a body, since a head may declare what never comes. */
    private static final int AT_FIRST = 16 * 1024;

    private final Bounds bounds;
    private final long loopDelayNanos;
    private final InFlightLimit limit;
    private final Shares shares;
    private final Holdings holdings = new Holdings();
    private int inFlight;
    private long bytesHeld;
    private boolean everLate;
    private long lateSince;
    private long lastLate;

    /** @param seed of the order in which sources are kept, so that nobody can choose addresses that collide */
    public Admission(Bounds bounds, long seed) {
        this.bounds = bounds;
        this.loopDelayNanos = bounds.loopDelay().toNanos();
        this.limit = new InFlightLimit(bounds.inFlightAtLeast(), bounds.inFlight(), bounds.latency());
        this.shares = new Shares(TimeUnit.MILLISECONDS.toNanos(100), seed);
    }

    /** The bytes that are held for a body when it is admitted; for more of it, {@link #holdMore}. */
    public static int heldAtFirst(int bytes) {
        return Math.min(bytes, AT_FIRST);
    }

    /**
     * Decides about one callback.
     *
     * @param provider of a fixed list
     * @param source one sender's address, see {@link Sources#key}
     * @param bytes of its body, as far as its head tells; {@link #heldAtFirst} of them are held
     * @param lateNanos for how long the thread that asks has been at it without a look at what else waits
     */
    public synchronized Decision admit(String provider, long source, int bytes, long lateNanos, long now) {
        int cost = cost(bytes);
        long late = sustained(lateNanos, now);
        int held = heldAtFirst(bytes);
        shares.asked(provider, source, cost, now);
        if (isFull(source, held) || late > HOPELESS * loopDelayNanos) {
            return Decision.FULL;
        }
        if (isPressed(held, late, now, 1)) {
            shares.pressed();
        }
        if (shares.isContended()
                && !shares.isIdle()
                && isPressed(held, late, now, shares.isUnderShare() ? 1 : UNRESERVED)) {
            return Decision.BUSY;
        }
        shares.admitted(cost);
        inFlight++;
        bytesHeld += held;
        holdings.add(source, held);
        return Decision.ADMITTED;
    }

    /** Makes room for more bytes of an admitted callback of that source; false if there is none. */
    public synchronized boolean holdMore(long source, int bytes) {
        if (!hasRoom(source, bytes)) {
            return false;
        }
        bytesHeld += bytes;
        holdings.addBytes(source, bytes);
        return true;
    }

    /**
     * An admitted callback of that source is answered.
     *
     * @param bytes all that were held for it
     * @param waitedNanos for its being durable; negative if it did not wait for that
     */
    public synchronized void release(long source, int bytes, long waitedNanos, long now) {
        inFlight--;
        bytesHeld -= bytes;
        holdings.remove(source, bytes);
        shares.done(cost(bytes));
        if (waitedNanos >= 0) {
            limit.answered(waitedNanos, inFlight + 1, now);
        }
    }

    /** Callbacks between their head and their answer. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Bytes of bodies between head and answer. */
    public synchronized long bytesHeld() {
        return bytesHeld;
    }

    /** How many may be in flight before there is pressure. */
    public synchronized int limit() {
        return limit.current();
    }

    /** A burst is no overload, and neither is a thread that was held up once: nobody is late before some time is over. */
    private long sustained(long lateNanos, long now) {
        if (lateNanos > loopDelayNanos) {
            if (!everLate || now - lastLate > LULL) {
                lateSince = now;
            }
            everLate = true;
            lastLate = now;
        }
        return everLate && now - lastLate <= LULL && now - lateSince >= PATIENCE ? lateNanos : 0;
    }

    private boolean isFull(long source, int bytes) {
        return inFlight >= bounds.inFlight()
                || !holdings.allowsOneMore(source, bounds.inFlight() - inFlight - 1)
                || !hasRoom(source, bytes);
    }

    private boolean hasRoom(long source, int bytes) {
        long left = bounds.bytes() - bytesHeld - bytes;
        return left >= 0 && holdings.allowsBytes(source, bytes, left);
    }

    private boolean isPressed(int bytes, long lateNanos, long now, double of) {
        return lateNanos > loopDelayNanos * of
                || limit.isReached((int) (inFlight / of), now)
                || bytesHeld + bytes > bounds.bytes() / 2 * of;
    }

    private static int cost(int bytes) {
        return 1 + bytes / BYTES_A_COST;
    }
}
