package io.waymark.bench.poller;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Table;
import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * How late the built poller begins queries when so many of many open parcels fall due in a second, what it needs of memory, and
 * whether it ever reads a whole table; beside them what the same work in plain SQL takes, with nothing called.
 */
public final class PollerQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("open", "rate", "warm");

    private static final double WANTED_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long MEBIBYTE = 1024 * 1024;

    private static final String CLAIM =
            """
            explain (analyze, buffers, costs off, summary off) select id from watch
            where provider = 'sto' and rank = 2 and next_at <= now() order by next_at limit 32 for update skip locked""";

    private static final String SCANS =
            "select coalesce(sum(seq_scan), 0) from pg_stat_user_tables where schemaname = 'poller' and relname in ('watch', 'parcel')";

    private final Backdrop backdrop;
    private final Findings findings;
    private final Table rounds;
    private final String tables;

    private PollerQuestion(Backdrop backdrop, Findings findings) {
        this.backdrop = backdrop;
        this.findings = findings;
        this.rounds = findings.table(
                "Queries that fell due",
                "round",
                "due a second",
                "asked",
                "lateness p50 ms",
                "p99 ms",
                "longest ms",
                "resident MiB");
        this.tables = backdrop.tables();
    }

    /** Answers it. */
    public static void measure(Options options, Findings findings) throws Exception {
        try (Backdrop backdrop = new Backdrop(Map.of())) {
            new PollerQuestion(backdrop, findings).run(options);
        }
    }

    private void run(Options options) throws IOException, SQLException, InterruptedException, ExecutionException {
        int perSecond = options.number("rate", 500, 20);
        backdrop.view.put("/faults", Map.of("target", "sto", "mode", "drop", "times", 1_000_000_000)); // nobody listens
        for (int number = 0; number < (options.isShort() ? perSecond : OpenParcels.NUMBERS); number++) {
            backdrop.view.post(
                    "/parcels",
                    new TestParcel("sto", "sto", OpenParcels.number(number), "delivered", false).order(10_000_000));
        }
        try (ServiceProcess poller = ServiceProcess.start("poller", backdrop.settings(settings()))) {
            poller.awaitReady();
            OpenParcels.fill(tables, options.number("open", 1_000_000, 1_000));
            round("warm-up", poller, perSecond, options.number("warm", 60, 1));
            long scans = Tables.number(tables, SCANS);
            OpenParcels.Lateness late = round("measured", poller, perSecond, options.seconds(120, 2));
            findings.under("p99 of lateness, ms", late.p99(), WANTED_MILLIS);
            findings.none("queries that were never begun", late.due() - late.asked());
            findings.none("sequential scans of watch and parcel", Tables.number(tables, SCANS) - scans);
            findings.note("The claim of due rows: " + String.join("; ", Tables.lines(tables, CLAIM)));
        }
        double limit = PlainSql.perSecond(tables);
        findings.table("Limit", "what", "queries a second").row("the same in plain SQL, nothing called", limit);
        findings.ratio("rate that is kept up to plain SQL", perSecond, limit);
    }

    /** A number may be asked for every second, so that few numbers stand for many. */
    private static Map<String, String> settings() {
        return Map.of(
                "waymark.pace.sto.rate", "2000",
                "waymark.pace.sto.burst", "2000",
                "waymark.pace.sto.gap", "PT1S",
                "waymark.pace.sto.most", "100000");
    }

    private OpenParcels.Lateness round(String name, ServiceProcess poller, int perSecond, int seconds)
            throws SQLException, IOException, InterruptedException {
        OpenParcels.fallDue(tables, perSecond, seconds);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) + PATIENCE.toNanos();
        while (OpenParcels.unasked(tables) > 0 && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
        }
        OpenParcels.Lateness late = OpenParcels.lateness(tables);
        rounds.row(
                name,
                perSecond,
                late.asked(),
                late.p50(),
                late.p99(),
                late.longest(),
                poller.residentBytes() / MEBIBYTE);
        return late;
    }
}
