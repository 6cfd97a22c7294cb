package io.waymark.bench.poller;

import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Measures the built poller with many open parcels: how late queries are begun when so many fall due in a second, what
 * it needs of memory, and whether it ever reads a whole table.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.poller.PollerBench [open] [per second] [seconds]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class PollerBench {

    private static final Duration SHOWN_EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long MEBIBYTE = 1024 * 1024;

    private static final String CLAIM =
            """
            explain (analyze, buffers, costs off, summary off) select id from watch
            where provider = 'sto' and rank = 2 and next_at <= now() order by next_at limit 32 for update skip locked""";

    private static final String SCANS =
            "select coalesce(sum(seq_scan), 0) from pg_stat_user_tables where schemaname = 'poller' and relname in ('watch', 'parcel')";

    private final Backdrop backdrop;
    private final String tables;

    private PollerBench(Backdrop backdrop) {
        this.backdrop = backdrop;
        this.tables = backdrop.tables();
    }

    public static void main(String[] arguments) throws Exception {
        int open = argument(arguments, 0, 1_000_000);
        int perSecond = argument(arguments, 1, 500);
        int seconds = argument(arguments, 2, 120);
        try (Backdrop backdrop = new Backdrop(Map.of())) {
            new PollerBench(backdrop).run(open, perSecond, seconds);
        }
        System.exit(0); // Kafka leaves threads behind
    }

    private static int argument(String[] arguments, int position, int byDefault) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : byDefault;
    }

    private void run(int open, int perSecond, int seconds)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        backdrop.view.put("/faults", Map.of("target", "sto", "mode", "drop", "times", 1_000_000_000)); // nobody listens
        for (int number = 0; number < OpenParcels.NUMBERS; number++) {
            backdrop.view.post(
                    "/parcels",
                    new TestParcel("sto", "sto", OpenParcels.number(number), "delivered", false).order(10_000_000));
        }
        try (ServiceProcess poller = ServiceProcess.start("poller", backdrop.settings(settings()))) {
            poller.awaitReady();
            long begun = System.nanoTime();
            OpenParcels.fill(tables, open);
            System.out.printf("%,d open parcels written in %d s%n", open, (System.nanoTime() - begun) / 1_000_000_000);
            round("warm-up", poller, perSecond, 60);
            long scans = Tables.number(tables, SCANS);
            round("measured", poller, perSecond, seconds);
            System.out.printf("sequential scans meanwhile: %d%n", Tables.number(tables, SCANS) - scans);
            Tables.lines(tables, CLAIM).forEach(line -> System.out.println("  " + line));
        }
        System.out.printf("limit: %,.0f queries/s by plain SQL, nothing called%n", PlainSql.perSecond(tables));
    }

    /** A number may be asked for every second, so that few numbers stand for many. */
    private static Map<String, String> settings() {
        return Map.of(
                "waymark.pace.sto.rate", "2000",
                "waymark.pace.sto.burst", "2000",
                "waymark.pace.sto.gap", "PT1S",
                "waymark.pace.sto.most", "100000");
    }

    private void round(String name, ServiceProcess poller, int perSecond, int seconds)
            throws SQLException, IOException, InterruptedException {
        OpenParcels.fallDue(tables, perSecond, seconds);
        long begun = System.nanoTime();
        long deadline = begun + TimeUnit.SECONDS.toNanos(seconds) + PATIENCE.toNanos();
        long next = begun + SHOWN_EVERY.toNanos();
        while (OpenParcels.unasked(tables) > 0 && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(2);
            if (System.nanoTime() >= next) {
                next += SHOWN_EVERY.toNanos();
                show(poller, begun);
            }
        }
        System.out.printf("%s: %,d a second for %d s: %s%n", name, perSecond, seconds, OpenParcels.lateness(tables));
        List<String> outcomes = poller.metric("polls_total").toList();
        outcomes.forEach(line -> System.out.println("  " + line));
    }

    private void show(ServiceProcess poller, long begun) throws IOException, InterruptedException {
        System.out.printf(
                "  after %3d s: %,.0f calls, %d MiB resident, %,.0f in the outbox%n",
                (System.nanoTime() - begun) / 1_000_000_000,
                poller.sum("polls_total", ""),
                poller.residentBytes() / MEBIBYTE,
                poller.sum("outbox_pending", ""));
    }
}
