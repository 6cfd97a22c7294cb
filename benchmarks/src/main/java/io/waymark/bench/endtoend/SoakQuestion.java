package io.waymark.bench.endtoend;

import io.waymark.bench.endtoend.Passage.Point;
import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Plot;
import io.waymark.bench.harness.Table;
import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.Fleet;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Whether services hold ever more memory: callbacks at a constant rate for long, of parcels that are delivered and settled, and the
 * memory of each service meanwhile.
 */
public final class SoakQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("minutes", "rate");

    private static final List<String> NEEDED = List.of("webhook-ingest", "normalizer", "notifier");
    private static final double MEBIBYTE = 1024 * 1024;
    private static final int SECONDS_PER_MINUTE = 60;

    /** Heaps have their size and the JIT compiler has done its work after so much of the time. */
    private static final double WARM = 1 / 3.0;

    private static final double WANTED = 1.1;

    private final Fleet fleet;
    private final Map<String, Map<Double, Double>> resident = new LinkedHashMap<>();
    private final Map<String, Map<Double, Double>> heap = new LinkedHashMap<>();
    private final long begun = System.nanoTime();

    private SoakQuestion(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Answers it. */
    public static void measure(Options options, Findings findings) throws Exception {
        int seconds = options.number("minutes", 30, 0) * SECONDS_PER_MINUTE;
        try (Backdrop backdrop = new Backdrop(Map.of());
                Fleet fleet = new Fleet(backdrop, options.isShort() ? NEEDED : Fleet.SERVICES);
                Course course = new Course(fleet)) {
            new SoakQuestion(fleet)
                    .run(course, options.number("rate", 20, 10), Math.max(seconds, 4), options.isShort(), findings);
        }
    }

    private void run(Course course, int rate, int seconds, boolean isShort, Findings findings)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int step = isShort ? 1 : 15;
        long sent = 0;
        long told = 0;
        List<Double> p99 = new ArrayList<>();
        sample();
        while (System.nanoTime() < end) {
            Passage passage = course.stroll(rate, step);
            sent += passage.came(Point.DUE);
            told += passage.came(Point.EVENT);
            p99.add(passage.since(Point.EVENT).millis(0.99));
            sample();
        }
        Table table = findings.table(
                "Memory",
                "service",
                "resident MiB, a third in",
                "at the end",
                "heap in use MiB, least of the last third");
        for (String service : fleet.services().keySet()) {
            double warm = highest(line(resident, service), 0, seconds * WARM);
            double last = highest(line(resident, service), seconds * (1 - WARM), Double.MAX_VALUE);
            table.row(service, warm, last, lowest(line(heap, service), seconds * (1 - WARM)));
            findings.under(service + ": most resident of the last third to that of the first", last / warm, WANTED);
        }
        findings.none("callbacks whose event nobody saw", sent - told);
        findings.note(String.format(
                "%,d callbacks, %d a second; p99 to the event of the first %d s %.0f ms, of the last %.0f ms",
                sent, rate, step, p99.get(0), p99.get(p99.size() - 1)));
        findings.plot(Plot.lines("resident", "Resident memory", "seconds", "MiB", resident, Plot.Scale.LINEAR));
        findings.plot(Plot.lines("heap", "Heap in use, garbage included", "seconds", "MiB", heap, Plot.Scale.LINEAR));
    }

    private void sample() throws IOException, InterruptedException {
        double seconds = (System.nanoTime() - begun) / 1e9;
        for (Map.Entry<String, ServiceProcess> service : fleet.services().entrySet()) {
            line(resident, service.getKey()).put(seconds, service.getValue().residentBytes() / MEBIBYTE);
            line(heap, service.getKey())
                    .put(seconds, service.getValue().sum("jvm_memory_used_bytes", "area=\"heap\"") / MEBIBYTE);
        }
    }

    private static Map<Double, Double> line(Map<String, Map<Double, Double>> lines, String service) {
        return lines.computeIfAbsent(service, added -> new TreeMap<>());
    }

    private static double highest(Map<Double, Double> line, double from, double to) {
        return line.entrySet().stream()
                .filter(point -> point.getKey() >= from && point.getKey() <= to)
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(Double.NaN);
    }

    private static double lowest(Map<Double, Double> line, double from) {
        return line.entrySet().stream()
                .filter(point -> point.getKey() >= from)
                .mapToDouble(Map.Entry::getValue)
                .min()
                .orElse(Double.NaN);
    }
}
