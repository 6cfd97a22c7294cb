package io.waymark.console.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Rejection;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Enters refusals and dead letters, each once: a record is known by where and when it was written. None of these records is ever
 * refused, so that there is no dead letter of a dead letter. While PostgreSQL is away the topics wait.
 */
@ApplicationScoped
class LetterHandler {

    /** Names it in the log. */
    private static final String WORK = "dead letters";

    private static final String PREFIX = "dlq.";

    /** Topics whose keys are shipments' ids. */
    private static final Set<String> OF_SHIPMENTS = Set.of(
            Topics.RAW.name(),
            Topics.SHIPMENTS.name(),
            Topics.EVENTS.name(),
            Topics.LATEST.name(),
            Topics.FORWARDS.name());

    private final LetterRepository letters;
    private final RejectionRepository rejections;

    LetterHandler(LetterRepository letters, RejectionRepository rejections) {
        this.letters = letters;
        this.rejections = rejections;
    }

    /** Completes when all of the batch are entered; never fails. */
    Uni<Void> letters(ConsumerRecords<byte[], LetterValue> batch) {
        List<DeadLetter> read = new ArrayList<>();
        batch.forEach(record -> read.add(letter(record)));
        return RecordHandler.untilDone(WORK, () -> letters.add(read));
    }

    /** The same; what is no refusal is left out, and counted elsewhere. */
    Uni<Void> rejections(ConsumerRecords<byte[], byte[]> batch) {
        List<RejectionView> read = new ArrayList<>();
        batch.forEach(record -> rejection(record).ifPresent(read::add));
        return RecordHandler.untilDone(WORK, () -> rejections.add(read));
    }

    private static DeadLetter letter(ConsumerRecord<byte[], @Nullable LetterValue> record) {
        String name = record.topic().substring(PREFIX.length());
        String topic = name.substring(name.indexOf('.') + 1);
        String key = record.key() == null ? "" : Words.clean(new String(record.key(), UTF_8), Words.SHORT);
        LetterValue value = Objects.requireNonNullElse(record.value(), LetterValue.NONE);
        return new DeadLetter(
                id(record),
                record.topic(),
                record.partition(),
                record.offset(),
                name.substring(0, name.indexOf('.')),
                topic,
                number(record, "dead-letter-partition").map(Long::intValue).orElse(null),
                number(record, "dead-letter-offset").orElse(null),
                key,
                OF_SHIPMENTS.contains(topic) ? shipment(key) : null,
                value.provider(),
                Words.clean(header(record, "dead-letter-reason").orElse("no reason given"), Words.LONG),
                value.size(),
                Words.time(record.timestamp()));
    }

    private static @Nullable UUID shipment(String key) {
        return ShipmentId.parse(key).map(ShipmentId::value).orElse(null);
    }

    private static Optional<RejectionView> rejection(ConsumerRecord<byte[], byte[]> record) {
        try {
            Rejection read = Topics.REJECTED.values().deserializer().deserialize(record.topic(), record.value());
            return read == null || read.provider() == null || read.reason() == null || read.receivedAt() == null
                    ? Optional.empty()
                    : Optional.of(RejectionView.of(id(record), read));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static UUID id(ConsumerRecord<?, ?> record) {
        return NameBasedId.of(
                NameBasedId.WAYMARK,
                "letter:" + record.topic() + "-" + record.partition() + "@" + record.offset() + "#"
                        + record.timestamp());
    }

    private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(CloudEvent.header(record.headers(), name));
    }

    private static Optional<Long> number(ConsumerRecord<?, ?> record, String name) {
        return header(record, name).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
