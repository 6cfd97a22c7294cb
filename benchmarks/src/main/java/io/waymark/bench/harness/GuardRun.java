package io.waymark.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the questions that have ratios written down, and compares. {@code --last true} compares the last results and measures
 * nothing; {@code --update true} writes down what was found; {@code --only NAME} asks one question.
 */
@SuppressWarnings("SystemOut") // its results
public final class GuardRun {

    private static final String BASELINE =
            Path.of("benchmarks", "baseline.json").toString();
    private static final double TOLERANCE = 0.25;

    private GuardRun() {}

    /** Returns whether nothing has fallen. */
    public static boolean of(List<Question> questions, String... arguments) throws Exception {
        Options options = Options.of(Set.of("baseline", "last", "update", "only"), arguments);
        Path baseline = Path.of(options.text("baseline", BASELINE));
        Guard guard = Files.exists(baseline) ? Guard.read(baseline) : new Guard(TOLERANCE, Map.of());
        boolean update = options.text("update", "").equals("true");
        if (guard.ratios().isEmpty() && !update) {
            throw new IllegalArgumentException(
                    "no ratios are written down in " + baseline + "; write some: --update true");
        }
        List<Question> asked = questions.stream()
                .filter(question -> options.text("only", question.name()).equals(question.name()))
                .filter(question -> update || guard.ratios().containsKey(question.name()))
                .toList();
        if (!options.text("last", "").equals("true")) {
            for (Question question : asked) {
                System.out.println(question.answer(options));
            }
        }
        return compare(
                guard, baseline, options, asked.stream().map(Question::name).toList(), update);
    }

    private static boolean compare(Guard guard, Path baseline, Options options, List<String> asked, boolean update)
            throws IOException {
        Map<String, Map<String, Double>> results = Guard.lastResults(options.out(), asked);
        List<String> lines = guard.only(asked).compare(results);
        System.out.printf("Ratios; one has fallen when it is more than %.0f %% below%n", 100 * guard.tolerance());
        lines.forEach(System.out::println);
        if (update) {
            guard.with(results).write(baseline);
        }
        return lines.stream().noneMatch(line -> line.startsWith("FELL"));
    }
}
