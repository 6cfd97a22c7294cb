package io.waymark.console.dispute;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RawSource;
import io.waymark.contract.Topics;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks single raw records up where they lie. Joins no group and keeps none of their bytes. */
@ApplicationScoped
class RawRecordClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> broker;
    private final Sealing sealing;

    RawRecordClient(@Identifier("default-kafka-broker") Map<String, Object> broker, Sealing sealing) {
        this.broker = Map.copyOf(broker);
        this.sealing = sealing;
    }

    /**
     * What the records prove. One that is no longer kept, or that cannot be read, is left out. Works on a thread that may
     * wait; fails with {@link UncheckedIOException} if Kafka does not answer.
     */
    Uni<Map<RawSource, RawProof>> find(Collection<RawSource> sources) {
        List<RawSource> wanted = sources.stream()
                .filter(source -> source.topic().equals(Topics.RAW.name()))
                .toList();
        return wanted.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Uni.createFrom().item(() -> read(wanted)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Map<RawSource, RawProof> read(List<RawSource> wanted) {
        Map<RawSource, RawProof> proofs = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings());
                SealedRecordClient sealed = new SealedRecordClient(settings(), sealing)) {
            Set<TopicPartition> partitions = consumer.partitionsFor(Topics.RAW.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .collect(toUnmodifiableSet());
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            for (RawSource source : wanted) {
                TopicPartition partition = new TopicPartition(source.topic(), source.partition());
                if (source.offset() >= begin.getOrDefault(partition, Long.MAX_VALUE)
                        && source.offset() < end.getOrDefault(partition, 0L)) {
                    record(consumer, partition, source.offset())
                            .flatMap(record -> proof(sealed, source, record))
                            .ifPresent(proof -> proofs.put(source, proof));
                }
            }
        } catch (KafkaException e) {
            throw new UncheckedIOException(new IOException("raw records cannot be read", e));
        }
        return proofs;
    }

    /** The record at the offset; empty if compaction or an aborted transaction left none there. */
    private static Optional<ConsumerRecord<byte[], byte[]>> record(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                return Optional.of(records.get(0)).filter(record -> record.offset() == offset);
            }
            if (consumer.position(partition) > offset) {
                return Optional.empty();
            }
        }
        throw new UncheckedIOException(new IOException("raw records cannot be read in time"));
    }

    private static Optional<RawProof> proof(
            SealedRecordClient sealed, RawSource source, ConsumerRecord<byte[], byte[]> record) {
        String id = CloudEvent.header(record.headers(), "ce_id");
        if (source.id() != null && !source.id().equals(id)) {
            return Optional.empty();
        }
        try {
            RawPayload raw = Topics.RAW.values().deserializer().deserialize(record.topic(), record.value());
            return Optional.ofNullable(raw).map(payload -> sealed.proof(record, payload));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        return settings;
    }
}
