package io.waymark.bench.growth;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A question and the option by which it is given more data.
 *
 * @param question its name
 * @param option with which the amount is given, without the dashes
 * @param once the amount at the least
 * @param onceShort the same for a look of seconds
 * @param further what it is asked with besides
 * @param cost of one piece of work, less is better
 */
record Growing(
        String question,
        String option,
        int once,
        int onceShort,
        List<String> further,
        ToDoubleFunction<Findings> cost) {

    static final List<Growing> ALL = List.of(
            new Growing(
                    "ingest",
                    "seconds",
                    1,
                    1,
                    List.of("--payload", "kuaidi100-4", "--rounds", "1"),
                    toLimit("kuaidi100-4 to bare handler, processor time")),
            new Growing(
                    "normalize",
                    "shipments",
                    20_000,
                    600,
                    List.of("--sealed", "false", "--pushes", "18000"),
                    toLimit("plain to pass-through, processor time")),
            new Growing(
                    "end-to-end",
                    "seconds",
                    3,
                    1,
                    List.of("--rate", "20"),
                    target("p99 to the event at half of the sustained rate, ms")),
            new Growing("readmodel", "shipments", 1_000, 20, List.of(), toLimit("records to rows by COPY")));

    List<String> arguments(int times, boolean isShort) {
        List<String> arguments = new ArrayList<>(further);
        arguments.add("--" + option);
        arguments.add(Integer.toString(times * (isShort ? onceShort : once)));
        return arguments;
    }

    private static ToDoubleFunction<Findings> toLimit(String ratio) {
        return found -> 1 / Objects.requireNonNull(found.ratios().get(ratio), ratio);
    }

    private static ToDoubleFunction<Findings> target(String what) {
        return found -> found.targets().stream()
                .filter(target -> target.what().equals(what))
                .mapToDouble(Target::measured)
                .findFirst()
                .orElseThrow();
    }
}
