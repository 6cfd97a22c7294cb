package io.waymark.normalizer;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Goes round what waits for keys, finds what has waited for too long, and tells the metrics how much waits. */
final class WaitingScheduler implements Punctuator {

    private static final Duration TICK = Duration.ofSeconds(5);
    private static final int AT_A_TIME = 1000;

    private final NormalizerMetrics metrics;
    private final int partition;
    private final Duration patience;
    private final RoundRepository<WaitingRow> round;
    private final Consumer<String> overdue;

    private NormalizerMetrics.Waiting before = NormalizerMetrics.Waiting.NOTHING;
    private NormalizerMetrics.Waiting found = NormalizerMetrics.Waiting.NOTHING;

    /** @param overdue is given the names of keys that have not come */
    WaitingScheduler(
            NormalizerMetrics metrics,
            int partition,
            Duration patience,
            RoundRepository<WaitingRow> round,
            Consumer<String> overdue) {
        this.metrics = metrics;
        this.partition = partition;
        this.patience = patience;
        this.round = round;
        this.overdue = overdue;
    }

    void start(ProcessorContext<?, ?> context) {
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this);
    }

    @Override
    public void punctuate(long now) {
        for (KeyValue<String, WaitingRow> row : round.some(AT_A_TIME)) {
            if (row.value.since() + patience.toMillis() <= now) {
                overdue.accept(row.key);
            } else {
                found = found.with(row.value.records().size(), row.value.since());
            }
        }
        if (round.isAtTheBeginning()) {
            before = found;
            found = NormalizerMetrics.Waiting.NOTHING;
        }
        metrics.waiting(partition, found.orMore(before));
    }
}
