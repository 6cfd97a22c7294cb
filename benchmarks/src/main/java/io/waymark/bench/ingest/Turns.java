package io.waymark.bench.ingest;

import io.waymark.bench.ingest.LoadConnection.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one door did in its turns with one payload. */
final class Turns {

    private final List<Double> perSecond = new ArrayList<>();
    private double cpuSeconds;
    private long successes;
    private long shed;
    private long all;

    void add(Report report, double cpu) {
        perSecond.add(report.successesPerSecond());
        cpuSeconds += cpu;
        successes += report.successes();
        shed += report.count(Answer.SHED);
        all += report.all();
    }

    double median() {
        List<Double> sorted = perSecond.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    String range() {
        return String.format(
                Locale.ROOT,
                "%,.0f to %,.0f",
                perSecond.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                perSecond.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    /** Of a processor, in the door's process alone, for one success. */
    double cpuMicros() {
        return 1e6 * cpuSeconds / Math.max(1, successes);
    }

    double shedShare() {
        return shed / (double) Math.max(1, all);
    }
}
