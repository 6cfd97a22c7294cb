package io.waymark.console;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.waymark.sandbox.infra.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The built service as a process of its own, to be killed. */
public final class ConsoleProcess implements AutoCloseable {

    private static final String KEY = "process-key";
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final int management;

    private ConsoleProcess(Process process, int port, int management) {
        this.process = process;
        this.port = port;
        this.management = management;
    }

    /** Starts it and waits until it is ready. */
    public static ConsoleProcess start(String kafka, PostgresServer postgres, Map<String, String> settings) {
        int port = freePort();
        int management = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dkafka.bootstrap.servers=" + kafka,
                "-Dwaymark.postgres.host=" + postgres.host(),
                "-Dwaymark.postgres.port=" + postgres.port(),
                "-Dwaymark.api.keys=" + KEY,
                "-Dwaymark.webhook.master-secrets=test-webhook-secret",
                "-Dwaymark.sealing.keys=test:dGVzdC1zZWFsaW5nLWtleS1vZi1leGFjdGx5LTMyLWI=",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.port=" + management));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/console-process.log")))
                    .start();
            return new ConsoleProcess(process, port, management).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConsoleProcess ready() {
        Awaitility.await()
                .atMost(SOON)
                .ignoreException(ConnectException.class)
                .failFast("the service ended by itself", () -> !process.isAlive())
                .until(() -> given().port(management).get("/q/health/ready").statusCode() == 200);
        return this;
    }

    /** A call of a merchant who may do all. */
    public RequestSpecification call() {
        return given().port(port).header("Authorization", "Bearer " + KEY);
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns once it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
