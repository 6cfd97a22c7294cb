package io.waymark.poller.pace;

import io.waymark.carriers.ProviderId;
import java.time.Duration;

/**
 * What this process has asked for lately, by its own clock that only runs forward: a belt for the case that the database's
 * leaps ahead. Forgets numbers when it is full.
 */
public final class RecentCalls {

    private static final int PLACES = 1 << 18;
    private static final long SPREADER = 0x9E3779B97F4A7C15L;

    private final long[] numbers = new long[PLACES];
    private final long[] times = new long[PLACES];

    /** Notes that a number is asked about now; {@code nanoTime} as of {@link System#nanoTime}. */
    public synchronized void asked(ProviderId provider, NumberKey number, long nanoTime) {
        long hash = hash(provider, number);
        numbers[place(hash)] = hash;
        times[place(hash)] = nanoTime;
    }

    /** Takes back what was noted of a number: its provider never heard of the call. */
    public synchronized void forget(ProviderId provider, NumberKey number) {
        long hash = hash(provider, number);
        if (numbers[place(hash)] == hash) {
            numbers[place(hash)] = 0;
        }
    }

    /** How long a number must still be left alone so that the gap is kept; zero or less if it need not. */
    public synchronized Duration remaining(ProviderId provider, NumberKey number, Duration gap, long nanoTime) {
        long hash = hash(provider, number);
        return numbers[place(hash)] == hash ? gap.minusNanos(nanoTime - times[place(hash)]) : Duration.ZERO;
    }

    private static int place(long hash) {
        return (int) hash & PLACES - 1;
    }

    /** Never zero, which an empty place holds. */
    private static long hash(ProviderId provider, NumberKey number) {
        long names = 31L * number.carrier().hashCode() + provider.ordinal();
        long mixed = (names << 32 ^ longHash(number.trackingNumber())) * SPREADER;
        return (mixed ^ mixed >>> 31) | 1L << 63;
    }

    private static long longHash(String text) {
        return text.chars().asLongStream().reduce(7, (hash, letter) -> 131 * hash + letter);
    }
}
