package io.waymark.bench.growth;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Plot;
import io.waymark.bench.harness.Question;
import io.waymark.bench.harness.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether a thing costs more when there is more data: asks other questions with once, ten times and a hundred times as much. A cost is
 * what the limit does in the time in which ours does one, from the same run, or a latency. It may grow with the work and no faster, so
 * that for each piece of work it should stay as it is.
 */
public final class GrowthQuestion {

    /** Beside those that all questions have: {@code --of NAME} asks for one. */
    public static final Set<String> OPTIONS = Set.of("of");

    /** All of them, once each, are asked in their short form anyway. */
    private static final String SHORTEST = "ingest";

    private static final List<Integer> TIMES = List.of(1, 10, 100);

    /** More than noise: what grows like a logarithm stays below it. */
    private static final double WANTED = 1.5;

    private GrowthQuestion() {}

    /** Answers it, by means of these. */
    public static void measure(List<Question> questions, Options options, Findings findings) throws Exception {
        Table table = findings.table(
                "Cost of one piece of work", "of", "times", "asked with", "cost", "to that of the least");
        Map<String, Map<Double, Double>> lines = new LinkedHashMap<>();
        for (Growing growing : Growing.ALL) {
            if (options.text("of", options.isShort() ? SHORTEST : growing.question())
                    .equals(growing.question())) {
                Map<Double, Double> line = line(growing, questions, options.isShort(), table);
                lines.put(growing.question(), line);
                findings.under(
                        growing.question() + ": cost at the most to that at the least",
                        Objects.requireNonNull(line.get((double) last(options.isShort()))),
                        WANTED);
            }
        }
        findings.plot(Plot.lines(
                "growth",
                "The cost of one piece of work, to that with the least data",
                "times as much data",
                "times the cost",
                lines,
                Plot.Scale.LOG_X));
    }

    private static Map<Double, Double> line(Growing growing, List<Question> questions, boolean isShort, Table table)
            throws Exception {
        Question question = questions.stream()
                .filter(one -> one.name().equals(growing.question()))
                .findFirst()
                .orElseThrow();
        Map<Double, Double> line = new LinkedHashMap<>();
        double least = 0;
        for (int times : isShort ? TIMES.subList(0, 1) : TIMES) {
            List<String> arguments = new ArrayList<>(growing.arguments(times, isShort));
            if (isShort) {
                arguments.add("--short");
            }
            String[] asked = arguments.toArray(String[]::new);
            Options with = Options.of(question.options(), asked);
            Findings found = new Findings(growing.question(), with);
            question.measurement().measure(with, found);
            double cost = growing.cost().applyAsDouble(found);
            least = line.isEmpty() ? cost : least;
            line.put((double) times, cost / least);
            table.row(growing.question(), times, String.join(" ", asked), cost, cost / least);
        }
        return line;
    }

    private static int last(boolean isShort) {
        return TIMES.get(isShort ? 0 : TIMES.size() - 1);
    }
}
