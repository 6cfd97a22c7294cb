package io.waymark.console.rebuild;

import static java.util.stream.Collectors.toMap;

import io.waymark.console.rebuild.RebuildRepository.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads partitions from one place to another. Joins no group; for one thread alone. */
final class RebuildConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> kafka;

    /** How far each partition is still to be read. */
    private Map<TopicPartition, Long> ends = Map.of();

    RebuildConsumer(Map<String, Object> broker, int maxRecords) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        kafka = new KafkaConsumer<>(settings);
    }

    /**
     * Records that were read, and how far that is in each partition.
     *
     * @param ends the offset that follows, also where the last ones are no records but a transaction's marks
     */
    record Batch(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends) {}

    /** Where the topics begin and end now; the ends in the order of the topics, one topic after the other. */
    List<Stretch> stretches(List<String> topics) {
        List<Stretch> stretches = new ArrayList<>();
        for (String topic : topics) {
            List<TopicPartition> partitions = kafka.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> last = kafka.endOffsets(partitions);
            Map<TopicPartition, Long> first = kafka.beginningOffsets(partitions);
            partitions.forEach(partition -> stretches.add(
                    new Stretch(partition, first.getOrDefault(partition, 0L), last.getOrDefault(partition, 0L))));
        }
        return stretches;
    }

    /** From where to where to read. */
    void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        ends = to.entrySet().stream()
                .filter(end -> from.getOrDefault(end.getKey(), 0L) < end.getValue())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        kafka.assign(ends.keySet());
        ends.keySet().forEach(partition -> kafka.seek(partition, from.getOrDefault(partition, 0L)));
    }

    /** Whether all is read. */
    boolean isDone() {
        return ends.isEmpty();
    }

    /** What follows; nothing where nothing comes within half a second. */
    Batch next() {
        ConsumerRecords<byte[], byte[]> polled = kafka.poll(POLL);
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> wanted = new HashMap<>();
        Map<TopicPartition, Long> reached = new HashMap<>();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            TopicPartition partition = end.getKey();
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition).stream()
                    .filter(record -> record.offset() < end.getValue())
                    .toList();
            if (!records.isEmpty()) {
                wanted.put(partition, records);
            }
            reached.put(partition, Math.min(kafka.position(partition), end.getValue()));
        }
        forget(reached);
        return new Batch(new ConsumerRecords<>(wanted, Map.of()), reached);
    }

    private void forget(Map<TopicPartition, Long> reached) {
        Map<TopicPartition, Long> left = ends.entrySet().stream()
                .filter(end -> reached.getOrDefault(end.getKey(), 0L) < end.getValue())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<TopicPartition> done = Set.copyOf(ends.keySet());
        ends = left;
        if (left.size() < done.size()) {
            kafka.pause(done.stream().filter(one -> !left.containsKey(one)).toList());
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
