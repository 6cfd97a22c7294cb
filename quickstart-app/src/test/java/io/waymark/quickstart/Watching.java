package io.waymark.quickstart;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.quickstart.PromQl.Selector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What dashboards and rules read, and what the page for operators says that there is. */
final class Watching {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), *\\w+\\)");

    /** The first cell of a row of a table, with a metric's name in it. */
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)(?:\\{[a-z_,]*})?` \\|", Pattern.MULTILINE);

    /** What shows once it has happened. */
    private static final Set<String> RARE = Set.of(
            "answers_unchanged_total",
            "breaker_trips_total",
            "polls_postponed_total",
            "settlement_inquiries_total",
            "shipments_refolded_total");

    private Watching() {}

    /** What every query reads that Prometheus does not record itself. */
    static List<Selector> selectors() {
        Set<String> recorded = rules("record").collect(toCollection(TreeSet::new));
        return Stream.concat(rules("expr"), Stream.concat(dashboards("expr"), dashboards("definition")))
                .map(query -> LABEL_VALUES.matcher(query).replaceFirst("$1"))
                .flatMap(query -> PromQl.selectors(query).stream())
                .filter(selector -> !recorded.contains(selector.metric()))
                .toList();
    }

    /** The metrics that the page describes. */
    static Set<String> described() {
        return ROW.matcher(page()).results().map(row -> row.group(1)).collect(toCollection(TreeSet::new));
    }

    /** Those that are there from the start on, or once there was some traffic. */
    static Set<String> describedAsUsual() {
        Set<String> usual = described();
        usual.removeAll(RARE);
        return usual;
    }

    private static String page() {
        try {
            String page = Files.readString(ROOT.resolve("docs/observability.md"));
            return page.substring(page.indexOf("\n## Metrics"), page.indexOf("\n## Dashboards"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> rules(String field) {
        return values("rules", field);
    }

    private static Stream<String> dashboards(String field) {
        return values("dashboards", field);
    }

    private static Stream<String> values(String directory, String field) {
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/monitoring").resolve(directory))) {
            return files
                    .map(Watching::read)
                    .flatMap(file -> file.findValues(field).stream())
                    .map(JsonNode::asText)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
