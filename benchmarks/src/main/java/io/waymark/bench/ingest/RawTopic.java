package io.waymark.bench.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waymark.contract.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is in the raw topic of some parcels' pushes, by their numbers. */
final class RawTopic {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Integer> next = new HashMap<>();
    private long records;
    private long repeated;
    private long outOfOrder;

    private RawTopic(List<String> shipments) {
        shipments.forEach(shipment -> next.put(shipment, 0));
    }

    /** Reads the topic from its beginning to the end that it has now. */
    static RawTopic read(String bootstrapServers, List<String> shipments) {
        RawTopic found = new RawTopic(shipments);
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RAW.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(500)).forEach(found::count);
            }
        }
        return found;
    }

    /** A number below what is expected was there before; one above it means that one is missing or comes late. */
    private void count(ConsumerRecord<String, byte[]> record) {
        Integer expected = next.get(record.key());
        if (expected == null) {
            return;
        }
        records++;
        int number = number(record.value());
        if (number < expected) {
            repeated++;
            return;
        }
        if (number > expected) {
            outOfOrder++;
        }
        next.put(record.key(), number + 1);
    }

    private static int number(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("subscription")) {
                    return parser.nextIntValue(-1);
                }
            }
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%,d records of these parcels in Kafka, %d of them repeated, %d after a gap",
                records, repeated, outOfOrder);
    }
}
