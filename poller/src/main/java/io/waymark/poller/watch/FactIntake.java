package io.waymark.poller.watch;

import io.smallrye.mutiny.Uni;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Topics;
import io.waymark.poller.intake.DeadLetterEmitter;
import io.waymark.poller.intake.StorageHandler;
import io.waymark.poller.watch.FactReader.Fact;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings a batch of records to where plans are made from it, and what cannot be brought there to the dead letters. */
@ApplicationScoped
class FactIntake {

    /** What waits while PostgreSQL is away, as the log says it. */
    private static final String WHAT = "facts";

    private static final Map<String, BiConsumer<FactReader, Fact>> READERS = Map.of(
            Topics.LATEST.name(), FactReader::shipment,
            Topics.EVENTS.name(), FactReader::event,
            Topics.SETTLEMENTS.name(), FactReader::settlement);

    private final FactRepository facts;
    private final DeadLetterEmitter deadLetters;
    private final WatchMetrics metrics;

    FactIntake(FactRepository facts, DeadLetterEmitter deadLetters, WatchMetrics metrics) {
        this.facts = facts;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** Completes when every record is stored or in the dead letters. Never fails: it waits and tries again. */
    Uni<Void> take(List<ConsumerRecord<byte[], byte[]>> records) {
        FactReader reader = new FactReader();
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        List<Uni<Void>> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Objects.requireNonNull(READERS.get(record.topic())).accept(reader, fact(record));
                read.add(record);
            } catch (RuntimeException e) {
                unreadable.add(deadLetters.send(WHAT, record, e));
            }
        }
        return StorageHandler.inTurn(unreadable)
                .chain(() -> read.isEmpty() ? Uni.createFrom().voidItem() : store(reader, read));
    }

    private static Fact fact(ConsumerRecord<byte[], byte[]> record) {
        return new Fact(record.key(), record.value(), time(record));
    }

    /** When what the record tells happened; where it does not say, when it was written. */
    private static Instant time(ConsumerRecord<byte[], byte[]> record) {
        String said = CloudEvent.header(record.headers(), "ce_time");
        try {
            return said == null ? Instant.ofEpochMilli(record.timestamp()) : Instant.parse(said);
        } catch (DateTimeParseException unreadable) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private Uni<Void> store(FactReader reader, List<ConsumerRecord<byte[], byte[]>> records) {
        return StorageHandler.whileAway(WHAT, facts.store(reader.batch()))
                .invoke(healed -> healed.forEach(metrics::healed))
                .replaceWithVoid()
                .onFailure(StorageHandler::isUnstorable)
                .recoverWithUni(failure -> apart(records, failure));
    }

    /** One of several is refused: each on its own shows which. */
    private Uni<Void> apart(List<ConsumerRecord<byte[], byte[]>> records, Throwable failure) {
        return records.size() == 1
                ? deadLetters.send(WHAT, records.get(0), failure)
                : StorageHandler.inTurn(
                        records.stream().map(record -> take(List.of(record))).toList());
    }
}
