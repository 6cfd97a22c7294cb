package io.waymark.notifier.settlement;

import io.waymark.sandbox.infra.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The built service as a process of its own, to be killed. */
public final class NotifierProcess implements AutoCloseable {

    private final Process process;

    private NotifierProcess(Process process) {
        this.process = process;
    }

    /** Starts it; it is ready some seconds later. Other settings win over those that make tests quick. */
    public static NotifierProcess start(
            String kafka, PostgresServer postgres, String sandbox, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dkafka.bootstrap.servers=" + kafka,
                "-Dwaymark.postgres.host=" + postgres.host(),
                "-Dwaymark.postgres.port=" + postgres.port(),
                "-Dwaymark.onerway.url=" + sandbox + "/onerway",
                "-Dwaymark.onerway.merchant-no=800058",
                "-Dwaymark.onerway.secret=quickstart-onerway-secret",
                "-Dwaymark.asiabill.url=" + sandbox + "/asiabill",
                "-Dwaymark.asiabill.gateway-no=12246002",
                "-Dwaymark.asiabill.sign-key=12H4567r",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        try {
            return new NotifierProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/notifier-process.log")))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
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
}
