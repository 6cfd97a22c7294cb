package io.waymark.bench.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes findings: {@code result.json} for programs, {@code result.md} for people, and the pictures. */
final class ResultFiles {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String RESULT = "result.json";

    /** So much of the processors may go elsewhere without a warning. */
    private static final double UNNOTICED = 0.05;

    private ResultFiles() {}

    /** Where a question's numbers are. */
    static Path json(Path out, String question) {
        return out.resolve(question).resolve(RESULT);
    }

    /** Returns what people read. */
    static String write(Findings findings, Path out) throws IOException {
        double bystanders = findings.bystanders();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path directory = Files.createDirectories(out.resolve(findings.question()));
        for (Plot plot : findings.plots()) {
            Files.writeString(directory.resolve(plot.file()), plot.svg());
        }
        JSON.writeValue(directory.resolve(RESULT).toFile(), tree(findings, now, bystanders));
        String text = markdown(findings, now, bystanders);
        Files.writeString(directory.resolve("result.md"), text);
        return text;
    }

    private static Map<String, Object> tree(Findings findings, Instant now, double bystanders) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("question", findings.question());
        tree.put("measuredAt", now.toString());
        tree.put("short", findings.isShort());
        tree.put("machine", findings.machine());
        tree.put("quiet", quiet(findings, bystanders));
        tree.put("shareOfOtherWork", bystanders);
        tree.put("ratios", findings.ratios());
        tree.put("targets", findings.targets());
        tree.put(
                "tables",
                findings.tables().stream()
                        .map(table -> Map.of("title", table.title(), "columns", table.columns(), "rows", table.rows()))
                        .toList());
        tree.put("notes", findings.notes());
        tree.put("plots", findings.plots().stream().map(Plot::file).toList());
        return tree;
    }

    private static boolean quiet(Findings findings, double bystanders) {
        return findings.machine().wasQuiet() && bystanders <= UNNOTICED;
    }

    private static String markdown(Findings findings, Instant now, double bystanders) {
        List<String> parts = new ArrayList<>();
        parts.add("## " + findings.question() + "\n");
        parts.add(now + ", " + findings.machine() + ", "
                + String.format(Locale.ROOT, "%.0f", 100 * bystanders)
                + " % of the processors taken by other work meanwhile.\n");
        if (!quiet(findings, bystanders)) {
            parts.add("**The machine was not quiet: compare within this run alone.**\n");
        }
        if (findings.isShort()) {
            parts.add("**A short run: it shows that all of this works, not how fast it is.**\n");
        }
        findings.tables().forEach(table -> parts.add(table.markdown()));
        if (!findings.ratios().isEmpty()) {
            Table ratios = new Table("Ratios", List.of("of", "ratio"));
            findings.ratios().forEach(ratios::row);
            parts.add(ratios.markdown());
        }
        if (!findings.targets().isEmpty()) {
            Table targets = new Table("Targets", List.of("what", "measured", "wanted", ""));
            findings.targets()
                    .forEach(target -> targets.row(
                            target.what(), target.measured(), target.wanted(), target.met() ? "met" : "**missed**"));
            parts.add(targets.markdown());
        }
        findings.notes().forEach(note -> parts.add("- " + note));
        findings.plots().forEach(plot -> parts.add("\n![](" + plot.file() + ")"));
        return String.join("\n", parts) + "\n";
    }
}
