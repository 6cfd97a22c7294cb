package io.waymark.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of scenarios, kept from run to run: a line of JSON for each in {@code scenarios.jsonl}, and what they come to together
 * in {@code report.md}.
 */
final class ChaosReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path lines;
    private final Path summary;

    /**
     * What came of one scenario.
     *
     * @param strikes kills included
     * @param seconds from its beginning until all was as if nothing had happened
     * @param uploads that reached gateways
     * @param repeats those among them that told a gateway what it had
     * @param endedByThemselves how often a service ended though nobody had killed or stopped it
     * @param violation which promise was broken; "" for none
     */
    record Result(
            long seed,
            int parcels,
            long kills,
            List<String> strikes,
            long seconds,
            int uploads,
            long repeats,
            int endedByThemselves,
            String violation) {

        boolean wasKept() {
            return violation.isEmpty();
        }
    }

    ChaosReport(Path directory) {
        lines = directory.resolve("scenarios.jsonl");
        summary = directory.resolve("report.md");
    }

    /** Seeds of scenarios in which nothing was broken. */
    Set<Long> kept() {
        return results().stream().filter(Result::wasKept).map(Result::seed).collect(Collectors.toSet());
    }

    void add(Result result) {
        try {
            Files.createDirectories(lines.getParent());
            Files.writeString(
                    lines,
                    JSON.writeValueAsString(result) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            Files.writeString(summary, told(results()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Result> results() {
        try {
            List<Result> results = new ArrayList<>();
            for (String line : Files.exists(lines) ? Files.readAllLines(lines) : List.<String>of()) {
                results.add(JSON.readValue(line, Result.class));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(List<Result> results) {
        StringBuilder text = new StringBuilder("# Chaos\n\n");
        text.append(
                "%d scenarios, %d parcels, %d SIGKILLs, %d other strikes, %d uploads of which %d repeats, %d broken.%n%n"
                        .formatted(
                                results.size(),
                                results.stream().mapToInt(Result::parcels).sum(),
                                results.stream().mapToLong(Result::kills).sum(),
                                results.stream()
                                        .mapToLong(one -> one.strikes().size() - one.kills())
                                        .sum(),
                                results.stream().mapToInt(Result::uploads).sum(),
                                results.stream().mapToLong(Result::repeats).sum(),
                                results.stream().filter(one -> !one.wasKept()).count()));
        text.append(
                "| seed | parcels | kills | other strikes | seconds | uploads | repeats | ended by themselves | result |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        for (Result one : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %d | %d | %d | %d | %d | %d | %s |%n",
                    one.seed(),
                    one.parcels(),
                    one.kills(),
                    one.strikes().size() - one.kills(),
                    one.seconds(),
                    one.uploads(),
                    one.repeats(),
                    one.endedByThemselves(),
                    one.wasKept() ? "kept" : "**broken**"));
        }
        for (Result one : results) {
            if (!one.wasKept()) {
                text.append("%n## Seed %d%n%n```%n%s%n%n%s%n```%n"
                        .formatted(one.seed(), String.join("\n", one.strikes()), one.violation()));
            }
        }
        return text.toString();
    }
}
