package io.waymark.bench.ingest;

import io.waymark.bench.ingest.LoadConnection.Answer;
import java.util.Arrays;
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
    private long[] latencies = new long[1 << 16];
    private int successes;
    private long lastTrouble = begun;
    private long ended = begun;

    void add(Answer answer, long dueNanos) {
        ended = System.nanoTime();
        answers.merge(answer, 1, Integer::sum);
        long latency = ended - dueNanos;
        if (answer == Answer.SUCCESS) {
            if (successes == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * successes);
            }
            latencies[successes++] = latency;
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

    @Override
    public String toString() {
        long[] sorted = Arrays.copyOf(latencies, successes);
        Arrays.sort(sorted);
        int total = Math.max(1, all());
        return String.format(
                Locale.ROOT,
                "%,d answers, %,.0f successes/s, p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, longest %.0f ms, %d over 50 ms; "
                        + "shed %.1f %%, other %d, cut %d",
                all(),
                successesPerSecond(),
                millis(sorted, 0.5),
                millis(sorted, 0.99),
                millis(sorted, 0.999),
                millis(sorted, 1),
                Arrays.stream(sorted).filter(nanos -> nanos > GOAL_NANOS).count(),
                100.0 * count(Answer.SHED) / total,
                count(Answer.OTHER),
                count(Answer.CUT));
    }

    private static double millis(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * part)] / 1e6;
    }
}
