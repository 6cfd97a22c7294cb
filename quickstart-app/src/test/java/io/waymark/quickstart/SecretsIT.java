package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every service with a secret of its own in every setting that takes one, on days when nothing that it needs is there. */
class SecretsIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(90);

    /** Nobody listens there. */
    private static final String NOBODY = "localhost:1";

    private static final Pattern IN_TROUBLE =
            Pattern.compile("refused|could not be established|Listening on|Failed to start", Pattern.CASE_INSENSITIVE);

    private final List<Process> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(Process::destroyForcibly);
    }

    @Test
    void noServiceTellsASecretWhileNothingThatItNeedsIsThere() throws Exception {
        Map<String, String> environment = marked();
        Secrets secrets = Secrets.of(environment);
        assertThat(secrets.values()).hasSizeGreaterThanOrEqualTo(15);
        Map<Part, Path> outputs = new HashMap<>();
        for (Part service : Part.services()) {
            outputs.put(service, start(service, environment));
        }

        for (Path output : outputs.values()) {
            await().atMost(SOON).untilAsserted(() -> assertThat(read(output)).containsPattern(IN_TROUBLE));
        }
        outputs.values().forEach(output -> secrets.assertAreNotIn(read(output)));
    }

    /** What cannot be used is named, and not quoted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            WAYMARK_SEALING_KEYS | first:this-is-no-base64-but-a-secret
            WAYMARK_SEALING_KEYS | this-is-a-secret-without-a-name-of-its-own
            WAYMARK_SEALING_KEYS | first:c2VjcmV0LXRoYXQtaXMtdG9vLXNob3J0
            """)
    void aServiceThatDoesNotStartDoesNotQuoteWhatIsWrong(String setting, String value) throws Exception {
        Map<String, String> environment = marked();
        environment.put(setting, value);
        Path output = start(Part.WEBHOOK_INGEST, environment);

        await().atMost(SOON).until(() -> !running.get(0).isAlive());
        assertThat(read(output)).containsIgnoringCase("master key");
        Secrets.of(environment).assertAreNotIn(read(output));
    }

    /** The quickstart's settings, with another text in place of each secret, and some that it does not use. */
    private static Map<String, String> marked() {
        Map<String, String> environment = new HashMap<>(Settings.over(Map.of()).environment());
        environment.replaceAll(
                (name, value) -> Secrets.isSecret(name) ? "marked-" + name.toLowerCase(Locale.ROOT) : value);
        environment.put(
                "WAYMARK_SEALING_KEYS",
                "marked:" + Base64.getEncoder().encodeToString("a-key-of-which-nothing-is-told-!".getBytes(UTF_8)));
        environment.put("WAYMARK_OIDC_CLIENT_SECRET", "marked-client-secret-of-the-issuer");
        environment.put("WAYMARK_SEALING_VAULT_TOKEN", "marked-token-of-the-vault");
        environment.put("WAYMARK_POSTGRES_PORT", "1");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", NOBODY);
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");
        environment.put("KAFKA_SASL_MECHANISM", "PLAIN");
        environment.put(
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\""
                        + environment.get("WAYMARK_POSTGRES_PASSWORD") + "\";");
        return environment;
    }

    private Path start(Part service, Map<String, String> environment) throws IOException {
        Path output = Files.createDirectories(TARGET.resolve("secrets")).resolve(service.label() + ".log");
        Path jar = Path.of("..", service.label(), "target", "quarkus-app", "quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment()
                .put("WAYMARK_INGEST_SPOOL_DIR", TARGET.resolve("secrets/spool").toString());
        running.add(builder.start());
        return output;
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
