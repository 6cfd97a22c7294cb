package io.waymark.bench.endtoend;

import io.waymark.bench.endtoend.Passage.Point;
import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Latencies;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Plot;
import io.waymark.bench.harness.Table;
import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.Fleet;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How long it takes from a callback until it is answered, until a consumer sees the delivery, and until the gateway has the
 * settlement, through all services on one machine. First the rate is looked for that they sustain, then a tenth, a half and nine
 * tenths of it are sent, each constantly. Every callback is a delivery that releases a payment, which is dearer than life.
 */
public final class EndToEndQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("rate", "warm");

    private static final List<String> NEEDED = List.of("webhook-ingest", "normalizer", "notifier");
    private static final List<Double> PARTS = List.of(0.1, 0.5, 0.9);
    private static final double HALF = 0.5;
    private static final double WANTED_MILLIS = 300;

    /** A rate is sustained if the last upload comes so soon after the last callback. */
    private static final double SUSTAINED_SECONDS = 1;

    private static final double FIRST_RATE = 20;
    private static final double FASTER = 1.5;
    private static final int HALVINGS = 3;

    private final Findings findings;
    private final Fleet fleet;
    private final Course course;
    private final int seconds;
    private long refused;
    private long lost;

    private EndToEndQuestion(Findings findings, Fleet fleet, Course course, int seconds) {
        this.findings = findings;
        this.fleet = fleet;
        this.course = course;
        this.seconds = seconds;
    }

    /** Answers it. */
    public static void measure(Options options, Findings findings) throws Exception {
        try (Backdrop backdrop = new Backdrop(Map.of());
                Fleet fleet = new Fleet(backdrop, options.isShort() ? NEEDED : Fleet.SERVICES);
                Course course = new Course(fleet)) {
            EndToEndQuestion question = new EndToEndQuestion(findings, fleet, course, options.seconds(30, 1));
            int rate = options.number("rate", 0, 10);
            if (!options.isShort()) {
                course.step(FIRST_RATE, options.number("warm", 60, 1));
            }
            question.distributions(rate > 0 ? rate : question.sustained(), options.isShort() ? List.of(HALF) : PARTS);
        }
    }

    /** Ever faster until it is too much, then between the last two. */
    private double sustained() throws IOException, InterruptedException {
        Table table = findings.table(
                "Looking for the sustained rate, " + seconds / 2 + " s each",
                "callbacks a second",
                "last upload after the last callback, s",
                "p99 to the event, ms",
                "without event",
                "without upload",
                "sustained");
        double good = 0;
        double bad = FIRST_RATE;
        while (isSustained(bad, table)) {
            good = bad;
            bad *= FASTER;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (good + bad) / 2;
            if (isSustained(middle, table)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private boolean isSustained(double rate, Table table) throws IOException, InterruptedException {
        Passage passage = course.step(rate, Math.max(1, seconds / 2));
        double lag = passage.lagSeconds(Point.UPLOAD);
        boolean sustained = lag <= SUSTAINED_SECONDS && passage.refusals() == 0;
        long all = passage.came(Point.DUE);
        table.row(
                rate,
                lag,
                passage.since(Point.EVENT).millis(0.99),
                all - passage.came(Point.EVENT),
                all - passage.came(Point.UPLOAD),
                sustained ? "yes" : "no");
        return sustained;
    }

    private void distributions(double sustained, List<Double> parts) throws IOException, InterruptedException {
        Table table = findings.table(
                String.format(Locale.ROOT, "From when a callback is due, at parts of %.0f a second", sustained),
                "part",
                "a second",
                "until",
                "how many",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "p99.9 ms",
                "longest ms");
        Map<String, Map<Double, Double>> curves = new LinkedHashMap<>();
        for (double part : parts) {
            Passage passage = course.step(part * sustained, seconds);
            String share = Math.round(100 * part) + " %";
            for (Point point : List.of(Point.ANSWERED, Point.EVENT, Point.UPLOAD)) {
                Latencies latencies = passage.since(point);
                String until = point.name().toLowerCase(Locale.ROOT);
                table.row(
                        share,
                        part * sustained,
                        until,
                        latencies.count(),
                        latencies.millis(0.5),
                        latencies.millis(0.9),
                        latencies.millis(0.99),
                        latencies.millis(0.999),
                        latencies.millis(1));
                curves.put(until + ", " + share, latencies.curve());
            }
            refused += passage.refusals();
            lost += passage.came(Point.DUE) - passage.came(Point.UPLOAD);
            if (part == HALF) {
                findings.under(
                        "p99 to the event at half of the sustained rate, ms",
                        passage.since(Point.EVENT).millis(0.99),
                        WANTED_MILLIS);
                memory();
            }
        }
        findings.none("callbacks without success", refused);
        findings.none("callbacks without an upload a minute after the last", lost);
        findings.plot(Plot.lines(
                "end-to-end", "From a callback on", "one in so many takes longer", "ms", curves, Plot.Scale.LOG_LOG));
    }

    private void memory() throws IOException {
        Table table = findings.table("Resident memory after that load", "service", "MiB");
        for (Map.Entry<String, ServiceProcess> service : fleet.services().entrySet()) {
            table.row(service.getKey(), service.getValue().residentBytes() >> 20);
        }
    }
}
