package io.waymark.console.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.waymark.console.intake.DeadLetterEmitter;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Applies batches of records to their tables, each batch in one transaction. A record that cannot be read, says too
 * little, or that the database refuses for what is in it, goes to the dead letters alone. Everything else that fails is
 * tried again until it succeeds: while PostgreSQL or Kafka is away the topic waits, and nothing is skipped.
 */
@ApplicationScoped
public class ProjectionHandler {

    /** Names it in the log. */
    private static final String WORK = "read model";

    private final DeadLetterEmitter deadLetters;

    ProjectionHandler(DeadLetterEmitter deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** Applies records, given table by table, in one transaction. */
    @FunctionalInterface
    public interface Writer {

        /** @param ends of each partition the offset up to which, with these records, all is applied */
        Uni<Void> write(List<ToldRecord<?>> told, Map<TopicPartition, Long> ends);
    }

    /** What to do with a record that nobody can apply. */
    @FunctionalInterface
    public interface Refusal {

        /** @param reason in our words; holds no value of the record */
        Uni<Void> refuse(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record, String reason);
    }

    /**
     * Completes when every record that the batch holds for these tables is applied or a dead letter; never fails.
     *
     * @param tables in the order in which their records are applied
     */
    public Uni<Void> handle(
            List<? extends ProjectionRepository<?>> tables, ConsumerRecords<byte[], byte[]> batch, Writer writer) {
        return RecordHandler.untilDone(WORK, () -> apply(tables, batch, ends(batch), writer, deadLetters::send));
    }

    /** Applies a batch once. What was refused or applied before it fails is so again when it is tried again. */
    public static Uni<Void> apply(
            List<? extends ProjectionRepository<?>> tables,
            ConsumerRecords<byte[], byte[]> batch,
            Map<TopicPartition, Long> ends,
            Writer writer,
            Refusal refusal) {
        List<ToldRecord<?>> told = new ArrayList<>();
        List<Uni<Void>> refused = new ArrayList<>();
        for (ProjectionRepository<?> table : tables) {
            for (ConsumerRecord<byte[], byte[]> record :
                    batch.records(table.topic().name())) {
                try {
                    told.add(read(table, record));
                } catch (SerializationException poison) {
                    refused.add(refusal.refuse(table.topic(), record, String.valueOf(poison.getMessage())));
                }
            }
        }
        return RecordHandler.each(refused, letter -> letter).chain(() -> write(told, ends, writer, refusal));
    }

    private static <V> ToldRecord<V> read(ProjectionRepository<V> tables, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new SerializationException("the record has no key");
        }
        V value = tables.topic().values().deserializer().deserialize(record.topic(), record.value());
        boolean isNullText = value == null && record.value() != null;
        Change<V> change = new Change<>(
                new String(record.key(), UTF_8),
                value,
                value == null ? "" : new String(record.value(), UTF_8),
                Instant.ofEpochMilli(record.timestamp()));
        if (isNullText || !tables.accepts(change)) {
            throw new SerializationException("the record lacks what the read model needs");
        }
        return new ToldRecord<>(tables, change, record);
    }

    /** Where the database refuses the data, in halves, until the record at fault is alone. */
    private static Uni<Void> write(
            List<ToldRecord<?>> told, Map<TopicPartition, Long> ends, Writer writer, Refusal refusal) {
        return Uni.createFrom()
                .deferred(() -> writer.write(told, ends))
                .onFailure(RecordHandler::isDataAtFault)
                .recoverWithUni(() -> {
                    if (told.size() == 1) {
                        ToldRecord<?> one = told.get(0);
                        return refusal.refuse(one.tables().topic(), one.record(), "the database refuses it")
                                .chain(() -> writer.write(List.of(), ends));
                    }
                    List<ToldRecord<?>> first = told.subList(0, told.size() / 2);
                    List<ToldRecord<?>> rest = told.subList(told.size() / 2, told.size());
                    return write(first, ends(first), writer, refusal).chain(() -> write(rest, ends, writer, refusal));
                });
    }

    private static Map<TopicPartition, Long> ends(ConsumerRecords<byte[], byte[]> batch) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        batch.partitions().forEach(partition -> batch.records(partition)
                .forEach(record -> ends.put(partition, record.offset() + 1)));
        return ends;
    }

    private static Map<TopicPartition, Long> ends(List<ToldRecord<?>> told) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        told.forEach(one -> ends.merge(one.partition(), one.record().offset() + 1, Math::max));
        return ends;
    }
}
