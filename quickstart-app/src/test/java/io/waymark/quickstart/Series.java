package io.waymark.quickstart;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What all services together tell when Prometheus asks them.
 *
 * @param labels of every metric, by its name
 */
record Series(Map<String, Set<String>> labels) {

    private static final Pattern LINE =
            Pattern.compile("^([a-z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Which metrics are no service's own: of Java, of the machine, and of libraries. */
    private static final Pattern OF_LIBRARIES =
            Pattern.compile("((jvm|process|system|http|worker_pool|netty|sql|postgresql|vertx|ft)_|kafka_(?!away)).*");

    private static final Pattern PART = Pattern.compile("(.*_seconds)_(bucket|count|sum|max)");

    /** What Prometheus knows by itself. */
    private static final Set<String> PROMETHEUS = Set.of("up", "ALERTS");

    /** Labels that it adds. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    static Series scraped() {
        Map<String, Set<String>> labels = new TreeMap<>();
        for (Part service : Part.services()) {
            LINE.matcher(read(service)).results().forEach(line -> LABEL.matcher(
                            line.group(2) == null ? "" : line.group(2))
                    .results()
                    .map(label -> label.group(1))
                    .forEach(labels.computeIfAbsent(line.group(1), name -> new TreeSet<>())::add));
        }
        return new Series(labels);
    }

    /** Whether there is such a metric, with the labels by which it is chosen. */
    boolean has(PromQl.Selector selector) {
        Set<String> known = labels.get(selector.metric());
        return PROMETHEUS.contains(selector.metric())
                || known != null
                        && selector.labels().stream().allMatch(label -> ADDED.contains(label) || known.contains(label));
    }

    /** The metrics that services have of their own; of a histogram its name. */
    Set<String> own() {
        return labels.keySet().stream()
                .filter(name -> !OF_LIBRARIES.matcher(name).matches())
                .map(name -> PART.matcher(name)
                        .results()
                        .map(part -> part.group(1))
                        .findFirst()
                        .orElse(name))
                .collect(toCollection(TreeSet::new));
    }

    private static String read(Part service) {
        URI address = URI.create("http://localhost:" + service.managementPort() + "/q/metrics");
        try (InputStream metrics = address.toURL().openStream()) {
            return new String(metrics.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
