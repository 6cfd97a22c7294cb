package io.waymark.bench.readmodel;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Latencies;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Plot;
import io.waymark.bench.harness.Table;
import io.waymark.bench.service.ConsoleBackdrop;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How many records a second the built console takes into the read model when there is much to read, how long it takes to answer
 * afterwards, and beside them what a plain COPY of the same rows into the same tables takes.
 */
public final class ReadModelQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("shipments", "calls");

    private static final double WANTED_RECORDS = 10_000;
    private static final double WANTED_MILLIS = 20;
    private static final long PATIENCE_HOURS = 4;

    /** After each of so many parts it says how fast that was. */
    private static final int PARTS = 20;

    private final Findings findings;
    private final int shipments;
    private final int calls;
    private final ConsoleBackdrop backdrop;
    private final HttpClient http = HttpClient.newHttpClient();

    private ReadModelQuestion(ConsoleBackdrop backdrop, Findings findings, int shipments, int calls) {
        this.backdrop = backdrop;
        this.findings = findings;
        this.shipments = shipments;
        this.calls = calls;
    }

    /** Answers it. */
    public static void measure(Options options, Findings findings) throws Exception {
        int shipments = options.number("shipments", 1_000_000, 100);
        new ReadModelQuestion(new ConsoleBackdrop(), findings, shipments, options.number("calls", 2_000, 20)).run();
    }

    private void run() throws Exception {
        ServiceProcess first = backdrop.console();
        first.awaitReady(); // it makes the tables
        first.close();
        try (Connection database = backdrop.database("console")) {
            register(database);
            new Parcels(shipments).tell(backdrop.bootstrapServers());
            try (ServiceProcess console = backdrop.console()) {
                console.awaitReady();
                double records = ingest(console, database);
                answers();
                double rows = limit(database);
                findings.table("Into the read model", "what", "a second")
                        .row("records applied, from a cold start", records)
                        .row("limit: rows by COPY", rows);
                findings.ratio("records to rows by COPY", records, rows);
                findings.atLeast("records a second", records, WANTED_RECORDS);
            }
        }
    }

    /** All of one merchant's, past the service. */
    private void register(Connection database) throws SQLException, IOException {
        CopyManager copies = database.unwrap(PGConnection.class).getCopyAPI();
        StringBuilder shipmentRows = new StringBuilder();
        StringBuilder registrations = new StringBuilder();
        for (int index = 0; index < shipments; index++) {
            String id = Parcels.id(index).toString();
            shipmentRows
                    .append(id)
                    .append("\tsto\t")
                    .append(Parcels.number(index))
                    .append("\t1\t2026-01-01Z\n");
            registrations.append("%s\t%s\tdefault\tORDER%d\t2026-01-01Z\n".formatted(new UUID(1, index), id, index));
        }
        copies.copyIn(
                "copy console.registered_shipment (shipment_id, carrier, tracking_number, revision, created_at)"
                        + " from stdin",
                new StringReader(shipmentRows.toString()));
        copies.copyIn(
                "copy console.registration (registration_id, shipment_id, merchant_id, order_id, registered_at)"
                        + " from stdin",
                new StringReader(registrations.toString()));
        run(database, "analyze console.registration");
    }

    private double ingest(ServiceProcess console, Connection database) throws SQLException, InterruptedException {
        long records = 2L * Parcels.EVENTS * shipments;
        long deadline = System.nanoTime() + TimeUnit.HOURS.toNanos(PATIENCE_HOURS);
        long from = applied(database);
        double ofConsole = console.cpuSeconds();
        double ofPostgres = backdrop.postgresCpuSeconds(database);
        long begun = System.nanoTime();
        Map<Double, Double> line = new LinkedHashMap<>();
        long told = from;
        long toldAt = begun;
        long now = from;
        while (now < records && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
            now = applied(database);
            if (now - told >= records / PARTS || now == records) {
                long at = System.nanoTime();
                line.put((double) now, (now - told) / ((at - toldAt) / 1e9));
                told = now;
                toldAt = at;
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        findings.plot(Plot.lines(
                "records",
                "Into the read model",
                "records that are there",
                "records a second",
                Map.of("records", line),
                Plot.Scale.LINEAR));
        double of1000 = (now - from) / 1e6;
        findings.table("Milliseconds that processors work for 1,000 records", "of", "ms")
                .row("PostgreSQL", (backdrop.postgresCpuSeconds(database) - ofPostgres) / of1000)
                .row("console", (console.cpuSeconds() - ofConsole) / of1000);
        run(database, "analyze");
        requireAll(database);
        return (now - from) / seconds;
    }

    /** Offsets alone would also be reached where records had been tidied away before they were read. */
    private void requireAll(Connection database) throws SQLException {
        for (String table : List.of("tracking_event", "shipment_revision")) {
            long rows = number(database, "select count(*) from console_read." + table);
            if (rows != (long) Parcels.EVENTS * shipments) {
                throw new IllegalStateException(table + " has " + rows + " rows");
            }
        }
    }

    private static long applied(Connection database) throws SQLException {
        return number(database, "select coalesce(sum(next_offset), 0) from console_read.read_model_offset");
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void answers() throws IOException, InterruptedException {
        Table table = findings.table("Answers, one after the other", "GET", "p50 ms", "p99 ms", "longest ms");
        Random random = new Random(9);
        for (String path : List.of(
                "/v1/shipments/{id}",
                "/v1/shipments/{id}?asOf=2026-11-01T00:00:00Z",
                "/v1/shipments?limit=50",
                "/v1/shipments?status=DELIVERED",
                "/v1/shipments?status=EXCEPTION",
                "/v1/shipments?monitoring=ACTIVE",
                "/v1/shipments?carrier=sto",
                "/v1/shipments?carrier=sf",
                "/v1/shipments?trackingNumber={number}",
                "/v1/shipments?orderId={order}",
                "/v1/settlements?due=7")) {
            Latencies latencies = new Latencies();
            for (int call = -calls / 4; call < calls; call++) {
                long took = nanos(path, random.nextInt(shipments));
                if (call >= 0) {
                    latencies.add(took); // the first are to warm up
                }
            }
            table.row(path, latencies.millis(0.5), latencies.millis(0.99), latencies.millis(1));
            findings.under("p99 of " + path + ", ms", latencies.millis(0.99), WANTED_MILLIS);
        }
    }

    private long nanos(String path, int index) throws IOException, InterruptedException {
        String called = path.replace("{id}", Parcels.id(index).toString())
                .replace("{number}", Parcels.number(index))
                .replace("{order}", "ORDER" + index);
        HttpRequest request = backdrop.call(called).build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        long took = System.nanoTime() - begun;
        // of one that was told of later than it was asked for, nothing was known
        if (answer.statusCode() != 200 && !(path.contains("asOf") && answer.statusCode() == 404)) {
            throw new IllegalStateException(called + ": " + answer.statusCode() + " " + answer.body());
        }
        return took;
    }

    /** The same rows of the four tables that take most, through a file. */
    private double limit(Connection database) throws SQLException, IOException {
        CopyManager copies = database.unwrap(PGConnection.class).getCopyAPI();
        run(database, "select read_model_begin('console_read', 'limit_of_copy')");
        run(database, "select read_model_indexes('console_read', 'limit_of_copy')");
        long rows = 0;
        long nanos = 0;
        for (String table : List.of("tracking_event", "shipment_revision", "shipment", "shipment_listing")) {
            Path file = Files.createTempFile("waymark-bench", ".copy");
            try (OutputStream out = Files.newOutputStream(file)) {
                copies.copyOut("copy (select * from console_read." + table + ") to stdout (format binary)", out);
            }
            long begun = System.nanoTime();
            try (InputStream in = Files.newInputStream(file)) {
                rows += copies.copyIn("copy limit_of_copy." + table + " from stdin (format binary)", in);
            }
            nanos += System.nanoTime() - begun;
            Files.delete(file);
        }
        return rows / (nanos / 1e9);
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
