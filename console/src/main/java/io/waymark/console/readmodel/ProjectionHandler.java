package io.waymark.console.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.waymark.console.intake.DeadLetterEmitter;
import io.waymark.console.intake.RecordHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Applies batches of records to their tables. A record that cannot be read, says too little, or that the database
 * refuses for what is in it, goes to the dead letters alone. Everything else that fails is tried again until it
 * succeeds: while PostgreSQL or Kafka is away the topic waits, and nothing is skipped.
 */
@ApplicationScoped
public class ProjectionHandler {

    /** Names it in the log. */
    private static final String WORK = "read model";

    private final DeadLetterEmitter deadLetters;

    ProjectionHandler(DeadLetterEmitter deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** A record that was read, kept beside what it says. */
    private record Entry<V>(Change<V> change, ConsumerRecord<byte[], byte[]> record) {}

    /** Completes when every record that the batch holds of the topic is applied or a dead letter; never fails. */
    public <V> Uni<Void> handle(ProjectionRepository<V> tables, ConsumerRecords<byte[], byte[]> batch) {
        List<Entry<V>> readable = new ArrayList<>();
        List<Function<DeadLetterEmitter, Uni<Void>>> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record :
                batch.records(tables.topic().name())) {
            try {
                readable.add(new Entry<>(read(tables, record), record));
            } catch (SerializationException poison) {
                String reason = String.valueOf(poison.getMessage());
                unreadable.add(emitter -> emitter.send(tables.topic(), record, reason));
            }
        }
        return RecordHandler.untilDone(WORK, () -> RecordHandler.each(unreadable, letter -> letter.apply(deadLetters)))
                .chain(() -> RecordHandler.untilDone(WORK, () -> apply(tables, readable)));
    }

    private static <V> Change<V> read(ProjectionRepository<V> tables, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new SerializationException("the record has no key");
        }
        V value = tables.topic().values().deserializer().deserialize(record.topic(), record.value());
        boolean isNullText = value == null && record.value() != null;
        Change<V> change = new Change<>(new String(record.key(), UTF_8), value);
        if (isNullText || !tables.accepts(change)) {
            throw new SerializationException("the record lacks what the read model needs");
        }
        return change;
    }

    private <V> Uni<Void> apply(ProjectionRepository<V> tables, List<Entry<V>> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tables.apply(entries.stream().map(Entry::change).toList())
                .onFailure(RecordHandler::isDataAtFault)
                .recoverWithUni(() -> RecordHandler.each(entries, entry -> applyAlone(tables, entry)));
    }

    private <V> Uni<Void> applyAlone(ProjectionRepository<V> tables, Entry<V> entry) {
        return tables.apply(List.of(entry.change()))
                .onFailure(RecordHandler::isDataAtFault)
                .recoverWithUni(() -> deadLetters.send(tables.topic(), entry.record(), "the database refuses it"));
    }
}
