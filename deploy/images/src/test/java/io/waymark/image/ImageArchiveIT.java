package io.waymark.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.image.OciArchive.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image of webhook-ingest, from the context that the build laid out, on no base. */
class ImageArchiveIT {

    private static final Path CONTEXT = Path.of("target/webhook-ingest");
    private static final int USER = 10001;

    @TempDir
    static Path directory;

    private static String digest;
    private static OciArchive image;

    @BeforeAll
    static void build() throws Exception {
        Path archive = Files.createDirectory(directory.resolve("first")).resolve("image.tar");
        digest = built(CONTEXT, archive);
        image = OciArchive.read(archive);
    }

    @Test
    void theSameContentIsTheSameImage() throws Exception {
        Path copy = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(CONTEXT)) {
            for (Path file : files.toList()) {
                Path copied = copy.resolve(CONTEXT.relativize(file));
                Files.copy(file, copied);
                Files.setLastModifiedTime(copied, FileTime.from(Instant.EPOCH));
            }
        }

        assertThat(built(
                        copy, Files.createDirectory(directory.resolve("second")).resolve("image.tar")))
                .isEqualTo(digest);
    }

    @Test
    void itRunsAsNobodyInParticularWithTheFlagsOfAllImages() throws IOException {
        JsonNode run = image.configuration().path("config");

        assertThat(run.path("User").asText()).isEqualTo("10001:10001");
        assertThat(run.path("WorkingDir").asText()).isEqualTo("/var/lib/waymark");
        assertThat(run.path("Entrypoint"))
                .extracting(JsonNode::asText)
                .containsExactly("java", "@/opt/waymark/jvm.options", "-jar", "/opt/waymark/quarkus-run.jar");
        assertThat(run.path("Env"))
                .extracting(JsonNode::asText)
                .containsExactly("QUARKUS_LOG_CONSOLE_JSON_ENABLED=true");
        assertThat(run.path("ExposedPorts").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("8081/tcp", "9081/tcp");
    }

    @Test
    void itSaysWhatItIs() throws IOException {
        JsonNode labels = image.configuration().at("/config/Labels");

        assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("waymark/webhook-ingest");
        assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
        assertThat(labels.path("org.opencontainers.image.version").asText()).isNotEmpty();
        assertThat(labels.path("org.opencontainers.image.source").asText()).startsWith("https://");
    }

    @Test
    void whatChangesLeastLiesLowest() throws IOException {
        List<Layer> layers = image.layers();

        assertThat(layers).hasSize(3);
        Set<String> libraries = layers.get(0).entries().keySet();
        Set<String> application = layers.get(1).entries().keySet();
        assertThat(libraries)
                .anyMatch(file -> file.startsWith("opt/waymark/lib/main/io.vertx."))
                .noneMatch(file -> file.contains("io.waymark"));
        assertThat(application)
                .contains("opt/waymark/quarkus-run.jar", "opt/waymark/jvm.options", "opt/waymark/sbom.cdx.json")
                .anyMatch(file -> file.startsWith("opt/waymark/lib/main/io.waymark.contract-"));
        assertThat(layers.get(0).compressed()).isGreaterThan(10 * layers.get(1).compressed());
    }

    @Test
    void onlyItsVolumeIsItsUsers() throws IOException {
        for (Layer layer : image.layers()) {
            layer.entries().forEach((path, entry) -> {
                boolean volume = path.startsWith("var/lib/waymark");
                assertThat(entry.getLongUserId()).as(path).isEqualTo(volume ? USER : 0);
                assertThat(entry.getMode() & 0022)
                        .as(path + " is written by its owner")
                        .isZero();
            });
        }
        assertThat(image.layers().get(2).entries()).containsKey("var/lib/waymark/");
    }

    @Test
    void nothingSaysWhenItWasBuilt() throws IOException {
        for (Layer layer : image.layers()) {
            assertThat(layer.entries().values())
                    .extracting(TarArchiveEntry::getLastModifiedTime)
                    .allMatch(time -> time.toMillis() <= 1000);
        }
        assertThat(image.configuration().path("created").asText()).startsWith("1970-01-01T00:00:0");
    }

    private static String built(Path context, Path archive) throws Exception {
        return ImageArchive.build(context, "scratch", "waymark/webhook-ingest:test", archive)
                .getDigest()
                .toString();
    }
}
