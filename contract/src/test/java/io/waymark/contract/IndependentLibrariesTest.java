package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others' libraries make of the kit: npm's {@code @asyncapi/parser} and {@code cloudevents}, pinned with their digests.
 * Skipped where there is no npm, or where it reaches nobody.
 */
class IndependentLibrariesTest {

    private static final Path SOURCES = Path.of("src", "test", "resources", "npm");

    @TempDir
    static Path directory;

    private record Ran(int status, String said) {}

    @BeforeAll
    static void install() throws Exception {
        for (String file : List.of("package.json", "package-lock.json", "document.js", "records.js")) {
            Files.copy(SOURCES.resolve(file), directory.resolve(file));
        }
        try {
            Ran installation = run(
                    "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--prefer-offline",
                    "--fetch-retries=0",
                    "--fetch-timeout=30000");
            assumeTrue(installation.status() == 0, "npm cannot be reached: " + installation.said());
        } catch (IOException e) {
            assumeTrue(false, "there is no npm: " + e.getMessage());
        }
    }

    @Test
    void theParserOfAsyncApiTakesTheDocument() throws Exception {
        Path document = Schemas.RESOURCES.resolve("asyncapi.yaml").toAbsolutePath();

        Ran ran = run("node", "document.js", document.toString());

        assertThat(ran.said())
                .isEqualTo(Stream.of(PublicTopic.values())
                        .map(IndependentLibrariesTest::described)
                        .reduce("", String::concat));
        assertThat(ran.status()).isZero();
    }

    @Test
    void theParserOfAsyncApiRefusesADocumentWithAMistake() throws Exception {
        Path broken = Files.createDirectories(directory.resolve("broken"));
        Files.writeString(
                broken.resolve("asyncapi.yaml"),
                Files.readString(Schemas.RESOURCES.resolve("asyncapi.yaml"))
                        .replaceFirst("action: send", "action: sent"));

        assertThat(run("node", "document.js", broken.resolve("asyncapi.yaml").toString())
                        .status())
                .isNotZero();
    }

    @Test
    void theLibraryOfCloudEventsReadsEveryRecord() throws Exception {
        Ran ran = run("node", "records.js", Golden.DIRECTORY.toAbsolutePath().toString());

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said().lines())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PublicTopic.values())
                        .flatMap(topic -> Golden.all(topic).stream())
                        .map(IndependentLibrariesTest::attributes)
                        .toList());
    }

    private static String described(PublicTopic topic) {
        JsonNode schema = Schemas.consumer(topic, topic.version());
        return topic.topic().name() + " " + topic.type() + " "
                + schema.path("properties").size() + "\n";
    }

    private static String attributes(Golden golden) {
        return String.join(
                " ",
                golden.header("ce_id"),
                golden.header("ce_type"),
                golden.header("ce_subject"),
                golden.header("ce_source"),
                golden.value().path("trackingNumber").asText());
    }

    private static Ran run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), Files.readString(output, UTF_8));
    }
}
