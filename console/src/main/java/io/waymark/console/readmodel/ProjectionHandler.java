package io.waymark.console.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Applies batches of records to their tables. A record that cannot be read, says too little, or that the database
 * refuses for what is in it, goes to the dead letters alone. Everything else that fails is tried again until it
 * succeeds: while PostgreSQL or Kafka is away the topic waits, and nothing is skipped.
 */
@ApplicationScoped
class ProjectionHandler {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** SQLSTATE classes that blame the data: data exception, constraint, statement too large. */
    private static final String DATA_AT_FAULT = "(22|23|54).*";

    private final DeadLetterEmitter deadLetters;

    ProjectionHandler(DeadLetterEmitter deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** A record that was read, kept beside what it says. */
    private record Entry<V>(Change<V> change, ConsumerRecord<byte[], byte[]> record) {}

    /** Completes when every record that the batch holds of the topic is applied or a dead letter; never fails. */
    <V> Uni<Void> handle(ProjectionRepository<V> tables, ConsumerRecords<byte[], byte[]> batch) {
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
        return untilDone(() -> each(unreadable, letter -> letter.apply(deadLetters)))
                .chain(() -> untilDone(() -> apply(tables, readable)));
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
                .onFailure(ProjectionHandler::isDataAtFault)
                .recoverWithUni(() -> each(entries, entry -> applyAlone(tables, entry)));
    }

    private <V> Uni<Void> applyAlone(ProjectionRepository<V> tables, Entry<V> entry) {
        return tables.apply(List.of(entry.change()))
                .onFailure(ProjectionHandler::isDataAtFault)
                .recoverWithUni(() -> deadLetters.send(tables.topic(), entry.record(), "the database refuses it"));
    }

    private static Uni<Void> untilDone(Supplier<Uni<? extends Void>> work) {
        return Uni.createFrom()
                .deferred(work)
                .onFailure()
                .invoke(failure -> Log.warnf("read model waits error=%s", failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<? extends Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static boolean isDataAtFault(Throwable failure) {
        return failure instanceof PgException refusal
                && refusal.getSqlState() != null
                && refusal.getSqlState().matches(DATA_AT_FAULT);
    }
}
