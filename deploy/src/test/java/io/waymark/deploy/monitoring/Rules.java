package io.waymark.deploy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.deploy.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rules for Prometheus, and their tests. */
final class Rules {

    static final Path DIRECTORY = Repository.path("deploy/monitoring");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Rules() {}

    /** The files of a directory beside the rules, by name. */
    static List<Path> files(String directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    static JsonNode read(Path file) throws IOException {
        return YAML.readTree(file.toFile());
    }

    /** Every rule that alerts. */
    static List<JsonNode> alerts() throws IOException {
        Stream<JsonNode> alerts = Stream.of();
        for (Path file : files("rules", ".yaml")) {
            alerts = Stream.concat(
                    alerts,
                    each(read(file).path("groups"))
                            .flatMap(group -> each(group.path("rules")))
                            .filter(rule -> rule.has("alert")));
        }
        return alerts.toList();
    }

    /** What tests expect of alerts, at some time each. */
    static List<JsonNode> expectations() throws IOException {
        Stream<JsonNode> expected = Stream.of();
        for (Path file : files("tests", ".yaml")) {
            expected = Stream.concat(
                    expected, each(read(file).path("tests")).flatMap(test -> each(test.path("alert_rule_test"))));
        }
        return expected.toList();
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
