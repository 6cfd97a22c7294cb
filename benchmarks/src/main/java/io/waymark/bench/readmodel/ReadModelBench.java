package io.waymark.bench.readmodel;

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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Measures the built console: how many records a second it takes into the read model when there is much to read, how long
 * it takes to answer afterwards, and beside them what a plain COPY of the same rows into the same tables takes.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.readmodel.ReadModelBench [shipments]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class ReadModelBench {

    private static final int CALLS = 2000;
    private static final long PATIENCE_HOURS = 4;

    /** After each of so many parts it says how fast that was. */
    private static final int PARTS = 20;

    private final int shipments;
    private final ConsoleBackdrop backdrop;
    private final HttpClient http = HttpClient.newHttpClient();

    private ReadModelBench(ConsoleBackdrop backdrop, int shipments) {
        this.backdrop = backdrop;
        this.shipments = shipments;
    }

    public static void main(String[] arguments) throws Exception {
        int shipments = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        new ReadModelBench(new ConsoleBackdrop(), shipments).run();
        System.exit(0); // Kafka leaves threads behind
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
                ingest(console, database);
                answers();
            }
            limit(database);
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

    private void ingest(ServiceProcess console, Connection database) throws SQLException, InterruptedException {
        long records = 2L * Parcels.EVENTS * shipments;
        long deadline = System.nanoTime() + TimeUnit.HOURS.toNanos(PATIENCE_HOURS);
        long from = applied(database);
        double ofConsole = console.cpuSeconds();
        double ofPostgres = backdrop.postgresCpuSeconds(database);
        long begun = System.nanoTime();
        long told = from;
        long toldAt = begun;
        long now = from;
        while (now < records && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
            now = applied(database);
            if (now - told >= records / PARTS || now == records) {
                long at = System.nanoTime();
                System.out.printf("%,d: %,.0f records/s%n", now, (now - told) / ((at - toldAt) / 1e9));
                told = now;
                toldAt = at;
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%,d records applied in %.0f s: %,.0f records/s; of 1,000 records processors worked %.0f ms in PostgreSQL, %.0f ms"
                        + " in the console%n",
                now - from,
                seconds,
                (now - from) / seconds,
                (backdrop.postgresCpuSeconds(database) - ofPostgres) / (now - from) * 1e6,
                (console.cpuSeconds() - ofConsole) / (now - from) * 1e6);
        run(database, "analyze");
        requireAll(database);
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
            long[] micros = new long[CALLS];
            for (int call = -CALLS / 4; call < CALLS; call++) {
                long took = micros(path, random.nextInt(shipments));
                if (call >= 0) {
                    micros[call] = took; // the first are to warm up
                }
            }
            Arrays.sort(micros);
            System.out.printf(
                    "GET %s: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    path, micros[CALLS / 2] / 1e3, micros[CALLS * 99 / 100] / 1e3, micros[CALLS - 1] / 1e3);
        }
    }

    private long micros(String path, int index) throws IOException, InterruptedException {
        String called = path.replace("{id}", Parcels.id(index).toString())
                .replace("{number}", Parcels.number(index))
                .replace("{order}", "ORDER" + index);
        HttpRequest request = backdrop.call(called).build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        long took = (System.nanoTime() - begun) / 1000;
        // of one that was told of later than it was asked for, nothing was known
        if (answer.statusCode() != 200 && !(path.contains("asOf") && answer.statusCode() == 404)) {
            throw new IllegalStateException(called + ": " + answer.statusCode() + " " + answer.body());
        }
        return took;
    }

    /** The same rows of the four tables that take most, through a file. */
    private void limit(Connection database) throws SQLException, IOException {
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
        System.out.printf("limit: %,d rows by COPY in %.0f s: %,.0f rows/s%n", rows, nanos / 1e9, rows / (nanos / 1e9));
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
