package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others' libraries make of the kit: npm's {@code @asyncapi/parser} and {@code cloudevents}, pinned with their digests.
 * Skipped where there is no npm, or where it reaches nobody; whatever else it finds amiss is a failure.
 */
class IndependentLibrariesTest {

    private static final Path SOURCES = Path.of("src", "test", "resources", "npm");

    @TempDir
    static Path directory;

    @BeforeAll
    static void install() throws Exception {
        for (String file : List.of("package.json", "package-lock.json", "document.js", "records.js")) {
            Files.copy(SOURCES.resolve(file), directory.resolve(file));
        }
        try {
            Npm.Ran installation = run(
                    "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--prefer-offline",
                    "--fetch-retries=0",
                    "--fetch-timeout=30000");
            assumeFalse(installation.reachedNobody(), "npm cannot be reached: " + installation.said());
            assertThat(installation.status()).as(installation.said()).isZero();
        } catch (IOException e) {
            assumeTrue(false, "there is no npm: " + e.getMessage());
        }
    }

    @Test
    void theParserOfAsyncApiTakesTheDocument() throws Exception {
        Path document = Schemas.RESOURCES.resolve("asyncapi.yaml").toAbsolutePath();

        Npm.Ran ran = run("node", "document.js", document.toString());

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
    void theLibraryOfCloudEventsReadsEveryRecordWithAValue() throws Exception {
        Npm.Ran ran =
                run("node", "records.js", Golden.DIRECTORY.toAbsolutePath().toString());

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said().lines())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PublicTopic.values())
                        .flatMap(topic -> Golden.all(topic).stream())
                        .map(IndependentLibrariesTest::attributes)
                        .toList());
    }

    private static String described(PublicTopic topic) {
        JsonNode schema = Schemas.consumer(topic, topic.version());
        String message = topic.topic().name() + " " + topic.type() + " "
                + schema.path("properties").size() + "\n";
        return topic == PublicTopic.LATEST ? message + topic.topic().name() + " waymark.latest.v1.erased 0\n" : message;
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

    private static Npm.Ran run(String... command) throws IOException, InterruptedException {
        return Npm.run(directory, Duration.ofMinutes(3), command);
    }
}
