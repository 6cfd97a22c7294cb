package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A record that some version wrote, kept for good.
 *
 * @param file where it is kept: {@code <topic>/<version>/<name>.json}
 * @param record with {@code key}, {@code headers} and {@code value}
 */
record Golden(Path file, JsonNode record) {

    static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

    /** The one without a value. */
    static Golden tombstone() {
        Path file = DIRECTORY.resolve("waymark.latest.v1").resolve("1.0").resolve("erased.json");
        return new Golden(file, Schemas.json(file));
    }

    /** Those with a value of all versions, also of the one before there were schemas. */
    static List<Golden> all(PublicTopic topic) {
        try (Stream<Path> files = Files.walk(DIRECTORY.resolve(topic.topic().name()))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> new Golden(file, Schemas.json(file)))
                    .filter(golden -> !golden.value().isNull())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are as today's are. */
    static List<Golden> today(PublicTopic topic) {
        return all(topic).stream()
                .filter(golden -> golden.version().equals(topic.version()))
                .toList();
    }

    String version() {
        return file.getParent().getFileName().toString();
    }

    JsonNode value() {
        return record.path("value");
    }

    JsonNode headers() {
        return record.path("headers");
    }

    String header(String name) {
        return headers().path(name).asText();
    }

    @Override
    public String toString() {
        return DIRECTORY.relativize(file).toString();
    }
}
