package io.waymark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every service gets ready as user 10001 where it can write to its volume and to its directory for temporary files and to
 * nothing else, started with the flags of its image (those that this JVM knows).
 */
class ReadOnlyIT {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path directory;

    private static final Map<Image, ReadOnlyProcess> RUNNING = new EnumMap<>(Image.class);
    private static final Map<Image, Integer> MANAGEMENT = new EnumMap<>(Image.class);

    @BeforeAll
    static void start() throws Exception {
        if (!Boolean.parseBoolean(System.getenv("WAYMARK_REQUIRE_TOOLS"))) {
            assumeTrue(
                    ReadOnlyProcess.isPossible(directory.resolve("probe")),
                    "this system makes no file system for a user");
        }
        for (Image image : Image.values()) {
            if (image.isService()) {
                MANAGEMENT.put(image, ReadOnlyProcess.freePort());
                Path own = directory.resolve(image.label());
                RUNNING.put(image, ReadOnlyProcess.start(own, environment(image), command(image)));
            }
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (ReadOnlyProcess process : RUNNING.values()) {
            process.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SANDBOX")
    void itGetsReady(Image service) {
        ReadOnlyProcess process = RUNNING.get(service);
        URI readiness = URI.create("http://localhost:" + MANAGEMENT.get(service) + "/q/health/ready");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> assertThat(process.isAlive()).as(process.said()).isTrue())
                .until(() -> ReadOnlyProcess.answers(readiness));
    }

    @Test
    void nothingElseCanBeWrittenTo() throws Exception {
        String application = ROOT.resolve("console/target/quarkus-app").toString();
        List<String> probe =
                List.of("sh", "-c", "id -u; touch here TMP/there && ! touch " + application + "/x && ! touch ~/x");
        ReadOnlyProcess process = ReadOnlyProcess.start(directory.resolve("writer"), Map.of(), probe);

        assertThat(process.status()).as(process.said()).isZero();
        assertThat(process.said()).startsWith("10001\n").contains("Read-only file system");
    }

    private static List<String> command(Image image) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "@" + ROOT.resolve("deploy/images/jvm.options"),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=TMP",
                "-jar",
                image.module(ROOT).resolve("target/quarkus-app/quarkus-run.jar").toString());
    }

    private static Map<String, String> environment(Image image) throws IOException {
        Map<String, String> environment = new HashMap<>();
        SharedPostgres.settings()
                .forEach((name, value) -> environment.put(name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", SharedKafka.bootstrapServers());
        environment.put("WAYMARK_API_KEYS", "a-key");
        environment.put("WAYMARK_SEALING_KEYS", "off");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ReadOnlyProcess.freePort()));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(MANAGEMENT.get(image)));
        return environment;
    }
}
