package io.waymark.bench.harness;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * From numbers to places on a line.
 *
 * @param low at the beginning
 * @param high at the end
 * @param logarithmic then both are powers of ten
 * @param length of the line
 */
record Axis(double low, double high, boolean logarithmic, double length) {

    private static final int TICKS = 5;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** One that holds all of them; a linear one begins at 0. What is 0 or less has no place on a logarithmic one. */
    static Axis over(DoubleStream numbers, boolean logarithmic, double length) {
        double[] shown = numbers.filter(number -> Double.isFinite(number) && (!logarithmic || number > 0))
                .toArray();
        double most = DoubleStream.of(shown).max().orElse(1);
        if (!logarithmic) {
            double step = step(most <= 0 ? 1 : most);
            return new Axis(0, step * Math.ceil(most / step), false, length);
        }
        double low = Math.floor(Math.log10(DoubleStream.of(shown).min().orElse(1)));
        double high = Math.max(low + 1, Math.ceil(Math.log10(most)));
        return new Axis(Math.pow(10, low), Math.pow(10, high), true, length);
    }

    double place(double number) {
        double part = logarithmic ? Math.log10(number / low) / Math.log10(high / low) : (number - low) / (high - low);
        return part * length;
    }

    boolean holds(double number) {
        return Double.isFinite(number) && number >= low && number <= high;
    }

    /** Round numbers along it. */
    List<Double> ticks() {
        if (logarithmic) {
            int powers = (int) Math.round(Math.log10(high / low));
            return IntStream.rangeClosed(0, powers)
                    .mapToObj(power -> low * Math.pow(10, power))
                    .toList();
        }
        double step = step(high);
        return IntStream.rangeClosed(0, (int) Math.round(high / step))
                .mapToObj(number -> number * step)
                .toList();
    }

    /** The round number of which about five make this one. */
    private static double step(double most) {
        double size = Math.pow(10, Math.floor(Math.log10(most / TICKS)));
        return size
                * DoubleStream.of(ROUND)
                        .filter(round -> round * size * TICKS >= most)
                        .findFirst()
                        .orElse(10);
    }
}
