package io.waymark.bench.ingest;

import io.waymark.bench.SamplePush;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The built webhook-ingest, and what it says of itself. */
final class IngestProcess implements AutoCloseable {

    private static final Path JAR = Path.of("webhook-ingest", "target", "quarkus-app", "quarkus-run.jar");
    private static final int READY_SECONDS = 120;

    private final JavaProcess process;
    private final int port = JavaProcess.freePort();
    private final int management = JavaProcess.freePort();
    private final HttpClient http = HttpClient.newHttpClient();

    /** Waits until it is ready. */
    IngestProcess(String bootstrapServers, Path spool, Path log) throws IOException, InterruptedException {
        process = new JavaProcess(
                log,
                Map.of(
                        "WAYMARK_INGEST_SPOOL_DIR",
                        spool.toAbsolutePath().toString(),
                        "WAYMARK_INGEST_SPOOL_MAX_BYTES",
                        "40G"),
                List.of(
                        "-Dkafka.bootstrap.servers=" + bootstrapServers,
                        "-Dwaymark.kuaidi100.master-secrets=" + SamplePush.MASTER_SECRET,
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.port=" + management,
                        "-jar",
                        JAR.toString()));
        awaitReady();
    }

    int port() {
        return port;
    }

    /** The sum of a metric over those of its series that have all of some labels; 0 if there is none. */
    double metric(String name, String... labels) throws IOException, InterruptedException {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (get("/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("webhook-ingest does not get ready; see its log");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + management + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
