package io.waymark.bench.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * How long things took, to three digits, from a microsecond to an hour. For load at a constant rate the caller counts from when
 * a thing was due, so that what waits in the sender counts as well. Any thread may add.
 */
public final class Latencies {

    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private static final double[] PLOTTED = {
        0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9995, 0.9999
    };

    private final Recorder recorder = new Recorder(1, HIGHEST_MICROS, DIGITS);
    private final Histogram all = new Histogram(1, HIGHEST_MICROS, DIGITS);
    private @Nullable Histogram interval;

    /** One more; what is longer than an hour counts as an hour. */
    public void add(long nanos) {
        recorder.recordValue(Math.min(HIGHEST_MICROS, Math.max(1, nanos / 1000)));
    }

    /** How many there are. */
    public long count() {
        return upToNow().getTotalCount();
    }

    /**
     * Within how many milliseconds this part of them was done.
     *
     * @param part from 0 to 1; 1 asks for the longest
     * @return not a number where there are none
     */
    public double millis(double part) {
        Histogram now = upToNow();
        return now.getTotalCount() == 0 ? Double.NaN : now.getValueAtPercentile(100 * part) / 1e3;
    }

    /** Which part took longer than this. */
    public double shareAbove(long nanos) {
        Histogram now = upToNow();
        long above = now.getTotalCount() - now.getCountBetweenValues(0, nanos / 1000);
        return now.getTotalCount() == 0 ? 0 : above / (double) now.getTotalCount();
    }

    /** Milliseconds over {@code 1 / (1 - part)}: 1 is the shortest, 2 the median, 100 the worst of a hundred. For a plot. */
    public Map<Double, Double> curve() {
        Map<Double, Double> curve = new LinkedHashMap<>();
        long count = count();
        for (double part : PLOTTED) {
            if (1 / (1 - part) <= count) {
                curve.put(1 / (1 - part), millis(part));
            }
        }
        return curve;
    }

    private synchronized Histogram upToNow() {
        interval = recorder.getIntervalHistogram(interval);
        all.add(interval);
        return all;
    }
}
