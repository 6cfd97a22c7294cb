package io.waymark.bench.settlement;

import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Kafka, PostgreSQL and both simulated gateways in this JVM and beside it, and the built notifier as a process. */
final class Backdrop implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final int READY_SECONDS = 120;

    final EmbeddedKafka kafka;
    final PostgresServer postgres;
    final SandboxServer sandbox;
    private final Process notifier;

    Backdrop(Path jar, Path log) throws IOException, InterruptedException {
        kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        postgres = PostgresServer.start(PostgresOptions.temporary());
        sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
        int management = freePort();
        notifier = new ProcessBuilder(command(jar, management))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitReady(URI.create("http://localhost:" + management + "/q/health/ready"));
    }

    private List<String> command(Path jar, int management) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dkafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "-Dwaymark.postgres.host=" + postgres.host(),
                "-Dwaymark.postgres.port=" + postgres.port(),
                "-Dwaymark.settlement.hold=PT0S",
                "-Dwaymark.gateway.rate=100000",
                "-Dwaymark.gateway.parallel=32",
                "-Dwaymark.onerway.url=" + sandbox.url() + "/onerway",
                "-Dwaymark.onerway.merchant-no=800058",
                "-Dwaymark.onerway.secret=quickstart-onerway-secret",
                "-Dwaymark.asiabill.url=" + sandbox.url() + "/asiabill",
                "-Dwaymark.asiabill.gateway-no=12246002",
                "-Dwaymark.asiabill.sign-key=12H4567r",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=" + management,
                "-jar",
                jar.toString());
    }

    /** The notifier's own tables, for JDBC. */
    String ledger() {
        return postgres.jdbcUrl() + "&currentSchema=notifier";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(URI health) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (System.nanoTime() < deadline && notifier.isAlive()) {
            try {
                if (http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the notifier does not get ready; see its log");
    }

    @Override
    public void close() {
        notifier.destroy();
        notifier.onExit().join();
        sandbox.close();
        postgres.close();
        kafka.close();
    }
}
