package io.waymark.sandbox.infra;

import static java.util.Map.entry;

import io.waymark.contract.ShipmentPartitioner;
import io.waymark.contract.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Writes single records and waits for each. For tests: a producer is opened for every record. */
public final class TopicWriter {

    private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final Duration within;

    /** Waits up to 20 s for an acknowledgement. */
    public TopicWriter(String bootstrapServers) {
        this(bootstrapServers, DEFAULT_WITHIN);
    }

    /** Waits up to {@code within}, all the producer's own repeats included. */
    public TopicWriter(String bootstrapServers, Duration within) {
        this.bootstrapServers = bootstrapServers;
        this.within = within;
    }

    /**
     * Sends one record and returns when all in-sync replicas have it.
     *
     * @param key null for none
     * @param value null for a tombstone
     * @throws IllegalStateException if the cluster refuses it, or does not acknowledge it in time
     */
    public <K, V> RecordMetadata write(Topic<K, V> topic, @Nullable K key, @Nullable V value, Header... headers) {
        int millis = Math.toIntExact(within.toMillis());
        Map<String, Object> settings = Map.ofEntries(
                entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis),
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis),
                entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis),
                entry(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShipmentPartitioner.class.getName()),
                entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES));
        try (KafkaProducer<K, V> producer = new KafkaProducer<>(
                settings, topic.keys().serializer(), topic.values().serializer())) {
            return producer.send(new ProducerRecord<>(topic.name(), null, key, value, List.of(headers)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not written to " + topic.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
