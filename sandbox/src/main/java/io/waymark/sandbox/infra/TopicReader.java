package io.waymark.sandbox.infra;

import io.waymark.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Reads a whole topic as its consumers would: committed records only, from the beginning. Joins no group.
 * Passes over what is no value of the topic.
 */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * All records of the topic as soon as they meet the condition, ordered within a partition only.
     *
     * @throws AssertionError if they do not meet it in time; says how many there were
     */
    public <K, V> List<ConsumerRecord<K, V>> readUntil(
            Topic<K, V> topic, Duration within, Predicate<List<ConsumerRecord<K, V>>> condition) {
        List<ConsumerRecord<K, V>> seen = new ArrayList<>();
        long deadline = System.nanoTime() + within.toNanos();
        try (KafkaConsumer<K, V> consumer = atTheBeginning(topic)) {
            while (!condition.test(seen)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not within " + within + ": " + topic.name() + " has " + seen.size()
                            + " records, and they do not meet the condition");
                }
                poll(consumer).forEach(seen::add);
            }
        }
        return List.copyOf(seen);
    }

    /** All records that the topic has now, ordered within a partition only. */
    public <K, V> List<ConsumerRecord<K, V>> readAll(Topic<K, V> topic) {
        List<ConsumerRecord<K, V>> all = new ArrayList<>();
        try (KafkaConsumer<K, V> consumer = atTheBeginning(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                poll(consumer).forEach(all::add);
            }
        }
        return List.copyOf(all);
    }

    private <K, V> KafkaConsumer<K, V> atTheBeginning(Topic<K, V> topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        KafkaConsumer<K, V> consumer = new KafkaConsumer<>(
                settings, topic.keys().deserializer(), topic.values().deserializer());
        consumer.assign(consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static <K, V> Iterable<ConsumerRecord<K, V>> poll(KafkaConsumer<K, V> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (RecordDeserializationException unreadable) {
            consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
            return List.of();
        }
    }
}
