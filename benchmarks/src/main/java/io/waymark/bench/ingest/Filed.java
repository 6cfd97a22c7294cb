package io.waymark.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The raw topic as the witness: what has come into it from one moment to another, each callback counted once. */
final class Filed implements AutoCloseable {

    private static final String ID = "ce_id";

    private final String bootstrapServers;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> read;

    Filed(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topics.RAW.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        read = consumer.endOffsets(partitions);
    }

    /** Counts from now on. */
    void skip() {
        read = consumer.endOffsets(partitions);
    }

    /** How many different callbacks, by the ids of their records, have come since the last look. */
    long distinct() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        read.forEach(consumer::seek);
        Set<String> ids = new HashSet<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                Header id = record.headers().lastHeader(ID);
                ids.add(id == null ? record.partition() + "@" + record.offset() : new String(id.value(), UTF_8));
            });
        }
        read = ends;
        return ids.size();
    }

    /** Lets the broker have its disk back. */
    void delete() {
        Map<TopicPartition, RecordsToDelete> all = consumer.endOffsets(partitions).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.deleteRecords(all)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
