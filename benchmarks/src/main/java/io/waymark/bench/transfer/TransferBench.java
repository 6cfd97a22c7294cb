package io.waymark.bench.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.service.ConsoleBackdrop;
import io.waymark.bench.service.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Sends a large file to the built console, waits until it is registered and published, and takes the shipments back as a
 * table; with how much memory the console has in use meanwhile, and beside COPY of the same.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.transfer.TransferBench [lines] [heap, e.g. 192m]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class TransferBench {

    private final int lines;
    private final String heap;
    private final ConsoleBackdrop backdrop;
    private final HttpClient http = HttpClient.newHttpClient();

    private TransferBench(ConsoleBackdrop backdrop, int lines, String heap) {
        this.backdrop = backdrop;
        this.lines = lines;
        this.heap = heap;
    }

    public static void main(String[] arguments) throws Exception {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        String heap = arguments.length > 1 ? arguments[1] : "192m";
        new TransferBench(new ConsoleBackdrop(), lines, heap).run();
        System.exit(0); // Kafka leaves threads behind
    }

    private void run() throws Exception {
        Path file = ShipmentFile.write(lines);
        System.out.printf("a file of %,d lines and %.0f MB; heap of %s%n", lines, Files.size(file) / 1e6, heap);
        try (ServiceProcess console = backdrop.console("-Xmx" + heap);
                Connection database = backdrop.database("console")) {
            console.awaitReady();
            try (Memory memory = new Memory(console)) {
                importAll(console, file, database);
                System.out.println("import: " + memory.peak());
            }
            try (Memory memory = new Memory(console)) {
                exportAll();
                System.out.println("export: " + memory.peak());
            }
            CopyLimit limit = new CopyLimit(database);
            System.out.printf("limit: the file by COPY in %.1f s, without an index%n", limit.file(file));
            System.out.printf("limit: the rows by COPY in %.1f s, with their indexes%n", limit.rows());
            System.out.printf("limit: the list by COPY in %.1f s%n", limit.export());
        } finally {
            Files.delete(file);
        }
    }

    private void importAll(ServiceProcess console, Path file, Connection database)
            throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        JsonNode taken = new ObjectMapper()
                .readTree(http.send(
                                backdrop.call("/v1/shipments/import")
                                        .header("Content-Type", "text/csv")
                                        .POST(BodyPublishers.ofFile(file))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
        System.out.printf("sent and safe in %.1f s%n", seconds(begun));
        String path = "/v1/imports/" + taken.get("importId").asText();
        JsonNode now = taken;
        double cpu = console.cpuSeconds();
        begun = System.nanoTime();
        for (int i = 1; !now.get("state").asText().equals("DONE"); i++) {
            TimeUnit.SECONDS.sleep(1);
            now = get(path);
            if (i % 20 == 0) {
                System.out.printf(
                        "%4.0f s: %,d lines%n",
                        seconds(begun), now.get("linesDone").asLong());
            }
        }
        double took = seconds(begun);
        System.out.printf(
                "%,d registered and %,d refused in %.0f s: %,.0f lines/s%n",
                now.get("registered").asLong(), now.get("failed").asLong(), took, lines / took);
        if (now.get("failed").asLong() != ShipmentFile.bad(lines)) {
            throw new IllegalStateException("other lines were refused than are bad");
        }
        while (waiting(database)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        System.out.printf("all of it in Kafka after %.0f s%n", seconds(begun));
        System.out.printf("%.0f s of a processor for the console%n", console.cpuSeconds() - cpu);
    }

    private static boolean waiting(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from outbox)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void exportAll() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        InputStream table = http.send(backdrop.call("/v1/shipments/export").build(), BodyHandlers.ofInputStream())
                .body();
        long rows = -1; // the head
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            while (reader.readLine() != null) {
                rows++;
            }
        }
        double took = seconds(begun);
        System.out.printf("%,d rows exported in %.0f s: %,.0f rows/s%n", rows, took, rows / took);
        if (rows != lines - ShipmentFile.bad(lines)) {
            throw new IllegalStateException("the table does not hold what was registered");
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(http.send(backdrop.call(path).build(), BodyHandlers.ofString())
                        .body());
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
