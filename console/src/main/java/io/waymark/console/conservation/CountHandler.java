package io.waymark.console.conservation;

import io.smallrye.mutiny.Uni;
import io.waymark.carriers.Providers;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.RawProvider;
import io.waymark.contract.Rejection;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was accepted and what was refused, every record: one that nobody can read counts for
 * {@link RawProvider#UNKNOWN}. While PostgreSQL is away the topics wait.
 */
@ApplicationScoped
class CountHandler {

    /** Names it in the log. */
    private static final String WORK = "conservation";

    private final CountRepository counts;
    private final AcceptedRepository accepted;
    private final RejectedRepository rejected;

    CountHandler(CountRepository counts, AcceptedRepository accepted, RejectedRepository rejected) {
        this.counts = counts;
        this.accepted = accepted;
        this.rejected = rejected;
    }

    /** Completes when the raw records of the batch, given by their providers, are counted; never fails. */
    Uni<Void> accepted(ConsumerRecords<byte[], String> batch) {
        return count(accepted, batch, CountHandler::acceptance);
    }

    /** Completes when the refusals of the batch are counted; never fails. */
    Uni<Void> rejected(ConsumerRecords<byte[], byte[]> batch) {
        return count(rejected, batch, CountHandler::refusals);
    }

    private <V> Uni<Void> count(
            BookRepository book, ConsumerRecords<byte[], V> batch, Function<ConsumerRecord<byte[], V>, Addition> read) {
        List<Addition> additions = new ArrayList<>();
        for (ConsumerRecord<byte[], V> record : batch.records(book.topic())) {
            additions.add(read.apply(record));
        }
        return RecordHandler.untilDone(WORK, () -> counts.add(book, additions));
    }

    /** A record without a value says nothing, and the normalizer makes nothing of it. */
    private static Addition acceptance(ConsumerRecord<byte[], @Nullable String> record) {
        String provider = record.value();
        return provider == null ? addition(record, RawProvider.UNKNOWN, 0) : addition(record, provider, 1);
    }

    /** Of gateways nothing is accepted into the topic of raw records, so what is refused of them has no account to stand in. */
    private static Addition refusals(ConsumerRecord<byte[], byte[]> record) {
        try {
            Rejection rejection = Topics.REJECTED.values().deserializer().deserialize(record.topic(), record.value());
            boolean ofAProvider = Providers.of(rejection.provider()).isPresent();
            return addition(record, rejection.provider(), ofAProvider ? 1 + rejection.alsoRefused() : 0);
        } catch (SerializationException unreadable) {
            return addition(record, RawProvider.UNKNOWN, 1);
        }
    }

    private static Addition addition(ConsumerRecord<byte[], ?> record, String provider, long count) {
        return new Addition(record.partition(), record.offset(), Addition.hour(record.timestamp()), provider, count);
    }
}
