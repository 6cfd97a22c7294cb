package io.waymark.bench;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Table;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Every JMH benchmark of this module, or those that {@code --only} names by a regular expression: how many a second one core does, how
 * long one takes, and what it allocates.
 */
final class JmhQuestion {

    static final Set<String> OPTIONS = Set.of("only", "warmup");

    /** What all else is held against: the machine's own pace of that second. */
    private static final String LIMIT = "NormalizerBench.jsonAlone";

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double MICROS = 1e6;

    private JmhQuestion() {}

    static void measure(Options options, Findings findings) throws RunnerException {
        Map<String, RunResult> results = new TreeMap<>();
        for (RunResult result : run(options)) {
            results.put(name(result), result);
        }
        Table table = findings.table("Operations", "benchmark", "a second", "± %", "µs", "bytes allocated");
        results.forEach((name, result) -> {
            Result<?> rate = result.getPrimaryResult();
            Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
            table.row(
                    name,
                    rate.getScore(),
                    100 * rate.getScoreError() / rate.getScore(),
                    MICROS / rate.getScore(),
                    bytes == null ? "" : Math.round(bytes.getScore()));
        });
        RunResult limit = results.get(LIMIT);
        if (limit != null) {
            results.forEach((name, result) -> {
                if (result != limit) {
                    findings.ratio(
                            name + " to jsonAlone",
                            result.getPrimaryResult().getScore(),
                            limit.getPrimaryResult().getScore());
                }
            });
        }
    }

    private static Collection<RunResult> run(Options options) throws RunnerException {
        ChainedOptionsBuilder all = new OptionsBuilder()
                .include(options.text("only", "io.waymark.bench"))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        return new Runner(
                        options.isShort()
                                ? brief(all).build()
                                : thorough(all, options).build())
                .run();
    }

    private static ChainedOptionsBuilder thorough(ChainedOptionsBuilder all, Options options) {
        return all.forks(1)
                .warmupIterations(options.number("warmup", 5, 1))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(options.seconds(5, 1))
                .measurementTime(TimeValue.seconds(1));
    }

    /** In this JVM, of which each is warmed up by those before it. */
    private static ChainedOptionsBuilder brief(ChainedOptionsBuilder all) {
        return all.forks(0)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(20))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(50));
    }

    /** Class, method and parameters. */
    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String method = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        StringBuilder name = new StringBuilder(method);
        result.getParams().getParamsKeys().forEach(key -> name.append(' ')
                .append(result.getParams().getParam(key)));
        return name.toString();
    }
}
