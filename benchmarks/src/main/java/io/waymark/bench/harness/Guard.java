package io.waymark.bench.harness;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether something has become slower: compares the ratios of the last results with those that were written down, never
 * seconds. What is {@link #tolerance()} below has fallen; so has what is not measured any more.
 *
 * @param tolerance by which part a ratio may be below; two cores that all share, the sender included, give no better
 * @param ratios by question and name
 */
public record Guard(double tolerance, Map<String, Map<String, Double>> ratios) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double DIGITS = 1000;

    /** Reads what was written down. */
    public static Guard read(Path baseline) throws IOException {
        JsonNode tree = JSON.readTree(Files.readString(baseline));
        return new Guard(
                tree.path("tolerance").asDouble(), JSON.convertValue(tree.path("ratios"), new TypeReference<>() {}));
    }

    /**
     * Compares.
     *
     * @param results by question
     * @return one line for each ratio; those that have fallen begin with {@code FELL}
     */
    List<String> compare(Map<String, Map<String, Double>> results) {
        List<String> lines = new ArrayList<>();
        ratios.forEach((question, written) -> {
            Map<String, Double> found = results.getOrDefault(question, Map.of());
            written.forEach((name, before) -> lines.add(compare(question + ": " + name, before, found.get(name))));
        });
        return lines;
    }

    private String compare(String name, double before, @Nullable Double now) {
        boolean fell = now == null || now < before * (1 - tolerance);
        return String.format(
                Locale.ROOT,
                "%s  %s  %.3f, was %.3f",
                fell ? "FELL" : "ok  ",
                name,
                now == null ? Double.NaN : now,
                before);
    }

    /** The ratios of each question's last result; of a question without one, nothing. */
    static Map<String, Map<String, Double>> lastResults(Path out, Iterable<String> questions) throws IOException {
        Map<String, Map<String, Double>> results = new TreeMap<>();
        for (String question : questions) {
            Path file = ResultFiles.json(out, question);
            if (Files.exists(file)) {
                JsonNode tree = JSON.readTree(Files.readString(file));
                results.put(question, JSON.convertValue(tree.path("ratios"), new TypeReference<>() {}));
            }
        }
        return results;
    }

    /** What was written down of these questions. */
    Guard only(List<String> questions) {
        Map<String, Map<String, Double>> some = new TreeMap<>(ratios);
        some.keySet().retainAll(questions);
        return new Guard(tolerance, some);
    }

    /** Writes down what was found now in place of what stood there for these questions; the others stay. */
    Guard with(Map<String, Map<String, Double>> results) {
        Map<String, Map<String, Double>> both = new TreeMap<>(ratios);
        results.forEach((question, found) -> {
            Map<String, Double> rounded = new TreeMap<>();
            found.forEach((name, ratio) -> rounded.put(name, Math.round(ratio * DIGITS) / DIGITS));
            both.put(question, rounded);
        });
        return new Guard(tolerance, both);
    }

    void write(Path baseline) throws IOException {
        Files.writeString(baseline, JSON.writeValueAsString(this) + "\n");
    }
}
