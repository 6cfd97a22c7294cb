package io.waymark.normalizer;

import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.normalizer.status.StateMachine;
import io.waymark.normalizer.status.StoredShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Goes round the partition's shipments, some every second, and shrinks those that are over and have been silent for long.
 * How long is told by the records' own time and not by the clock: while old records are processed again, nothing is
 * shrunk before its next record. {@link StateMachine#report} looks too, so that it makes no difference when this comes by.
 */
final class SilenceScheduler implements Punctuator {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int AT_A_TIME = 500;

    private final ProcessorContext<?, ?> context;
    private final KeyValueStore<String, StoredShipment> histories;
    private final Supplier<StateMachine> machine;
    private final RoundRepository<StoredShipment> round;

    private SilenceScheduler(
            ProcessorContext<?, ?> context,
            KeyValueStore<String, StoredShipment> histories,
            Supplier<StateMachine> machine) {
        this.context = context;
        this.histories = histories;
        this.round = new RoundRepository<>(histories);
        this.machine = machine;
    }

    static void start(
            ProcessorContext<?, ?> context,
            KeyValueStore<String, StoredShipment> histories,
            Supplier<StateMachine> machine) {
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, new SilenceScheduler(context, histories, machine));
    }

    @Override
    public void punctuate(long clock) {
        Instant now = Instant.ofEpochMilli(context.currentStreamTimeMs());
        for (KeyValue<String, StoredShipment> shipment : round.some(AT_A_TIME)) {
            if (shipment.value instanceof ShipmentHistory history) {
                machine.get().stub(history, now).ifPresent(stub -> histories.put(shipment.key, stub));
            }
        }
    }
}
