package io.waymark.bench.ingest;

import io.waymark.bench.harness.Latencies;
import io.waymark.bench.ingest.LoadConnection.Answer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What became of one load. Latencies are of successes alone, from when each was due to be sent. */
final class Report {

    /** What a callback shall take at most. */
    static final long GOAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long begun = System.nanoTime();
    private final Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
    private final Latencies latencies = new Latencies();
    private int successes;
    private long lastTrouble = begun;
    private long ended = begun;

    void add(Answer answer, long dueNanos) {
        ended = System.nanoTime();
        answers.merge(answer, 1, Integer::sum);
        long latency = ended - dueNanos;
        if (answer == Answer.SUCCESS) {
            latencies.add(latency);
            successes++;
        }
        if (answer != Answer.SUCCESS || latency > GOAL_NANOS) {
            lastTrouble = ended;
        }
    }

    int count(Answer answer) {
        return answers.getOrDefault(answer, 0);
    }

    int all() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    double successesPerSecond() {
        return successes * 1e9 / Math.max(1, ended - begun);
    }

    /** From the beginning to the last answer that was none, no success, or later than the goal; 0 if there was none such. */
    long lastTroubleMillis() {
        return TimeUnit.NANOSECONDS.toMillis(lastTrouble - begun);
    }

    int successes() {
        return successes;
    }

    /** Of the successes. */
    Latencies latencies() {
        return latencies;
    }

    @Override
    public String toString() {
        int total = Math.max(1, all());
        return String.format(
                Locale.ROOT,
                "%,d answers, %,.0f successes/s, p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.0f ms, %.0f over 50 ms; "
                        + "shed %.1f %%, other %d, cut %d",
                all(),
                successesPerSecond(),
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(0.999),
                latencies.millis(1),
                successes * latencies.shareAbove(GOAL_NANOS),
                100.0 * count(Answer.SHED) / total,
                count(Answer.OTHER),
                count(Answer.CUT));
    }
}
