package io.waymark.ingest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built service as a process of its own, to be stopped and killed. */
final class IngestProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: http://[^:]+:(\\d+)\\. Management interface listening on http://[^:]+:(\\d+)");

    private final Process process;
    private final Path log;
    private int port;
    private int managementPort;

    private IngestProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it and waits until it listens. */
    static IngestProcess start(String kafka, Path spool, Map<String, String> settings) throws IOException {
        Path log = Path.of("target", "ingest-" + System.nanoTime() + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dkafka.bootstrap.servers=" + kafka,
                "-Dwaymark.kuaidi100.salts=new-salt",
                "-Dwaymark.sealing.keys=test:YS1tYXN0ZXIta2V5LW9mLXRlc3RzLCAzMiBieXRlcyE=",
                "-Dquarkus.http.host=localhost",
                "-Dquarkus.management.host=localhost",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("WAYMARK_INGEST_SPOOL_DIR", spool.toString());
        IngestProcess started = new IngestProcess(builder.start(), log);
        await().atMost(Duration.ofSeconds(60))
                .failFast("it ended by itself, see " + log, () -> !started.process.isAlive())
                .until(started::listens);
        return started;
    }

    /** Where a push is sent. */
    URI callbacks() {
        return URI.create("http://localhost:" + port + "/callbacks/kuaidi100");
    }

    boolean isReady(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + managementPort + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its exit code, once it has ended. */
    int ended() throws InterruptedException {
        return process.waitFor();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            kill();
        }
    }

    private boolean listens() {
        Matcher listening = LISTENING.matcher(log());
        if (listening.find()) {
            port = Integer.parseInt(listening.group(1));
            managementPort = Integer.parseInt(listening.group(2));
        }
        return port != 0;
    }
}
