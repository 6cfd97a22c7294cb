package io.waymark.normalizer.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts dead letters back: same key, same bytes, same time, same headers but for those that say why it died, and one more
 * that says where it lay. What was put back is remembered as the committed offsets of a consumer group; they are committed
 * after the records are acknowledged, so that a run that is cut short leaves none behind and may put some back twice.
 *
 * <p>Only what lies there at the beginning is read: a record that dies again waits for the next run.
 */
public final class RedriveClient implements AutoCloseable {

    /** Under which the offsets are committed. */
    static final String GROUP = Topics.NORMALIZER_GROUP + "-redrive";

    /** Where a record lay: {@code topic-partition@offset}. */
    public static final String REDRIVEN = "redriven";

    private static final String WHY = "dead-letter-reason";
    private static final String WHY_PREFIX = "dead-letter-";
    private static final Duration POLL = Duration.ofMillis(500);

    private final RedriveOptions options;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param settings of Kafka's clients, the bootstrap servers among them */
    public RedriveClient(RedriveOptions options, Properties settings) {
        this.options = options;
        this.consumer = new KafkaConsumer<>(consumerSettings(settings));
        this.producer = new KafkaProducer<>(producerSettings(settings));
    }

    private static Properties consumerSettings(Properties settings) {
        Properties all = copy(settings);
        all.put("group.id", GROUP);
        all.put("enable.auto.commit", "false");
        all.put("auto.offset.reset", "earliest");
        all.put("isolation.level", "read_committed");
        all.put("key.deserializer", ByteArrayDeserializer.class.getName());
        all.put("value.deserializer", ByteArrayDeserializer.class.getName());
        return all;
    }

    private static Properties producerSettings(Properties settings) {
        Properties all = copy(settings);
        all.put("acks", "all");
        all.put("enable.idempotence", "true");
        all.put("max.request.size", Integer.toString(Topic.MAX_RECORD_BYTES + Topic.HEADROOM_BYTES));
        all.put("key.serializer", ByteArraySerializer.class.getName());
        all.put("value.serializer", ByteArraySerializer.class.getName());
        return all;
    }

    private static Properties copy(Properties settings) {
        Properties copy = new Properties();
        settings.forEach(copy::put);
        return copy;
    }

    /**
     * Puts back what lies there.
     *
     * @return how many records, by the reason they died for
     * @throws IllegalStateException if Kafka refuses one; those before it are put back
     */
    public Map<String, Integer> run() {
        String deadLetters = "dlq." + Topics.NORMALIZER_GROUP + "." + options.topic();
        List<TopicPartition> partitions = consumer.partitionsFor(deadLetters).stream()
                .map(partition -> new TopicPartition(deadLetters, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        options.fromOffset().ifPresent(offset -> begin(offset, ends));
        Map<String, Integer> reasons = new TreeMap<>();
        while (partitions.stream().anyMatch(one -> consumer.position(one) < end(ends, one))) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < end(ends, new TopicPartition(record.topic(), record.partition()))) {
                    batch.add(record);
                }
            });
            batch.forEach(record -> reasons.merge(reason(record), 1, Integer::sum));
            putBack(batch, ends);
        }
        return reasons;
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }

    private void begin(long offset, Map<TopicPartition, Long> ends) {
        consumer.beginningOffsets(ends.keySet())
                .forEach((partition, first) -> consumer.seek(partition, Math.max(first, offset)));
    }

    private void putBack(List<ConsumerRecord<byte[], byte[]>> batch, Map<TopicPartition, Long> ends) {
        if (options.dryRun() || batch.isEmpty()) {
            return;
        }
        List<Future<RecordMetadata>> sends =
                batch.stream().map(record -> producer.send(asBefore(record))).toList();
        sends.forEach(RedriveClient::acknowledged);
        consumer.commitSync(ends.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> new OffsetAndMetadata(Math.min(consumer.position(end.getKey()), end.getValue())))));
    }

    private ProducerRecord<byte[], byte[]> asBefore(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = new RecordHeaders();
        record.headers().forEach(header -> {
            if (!header.key().startsWith(WHY_PREFIX) && !header.key().equals(REDRIVEN)) {
                headers.add(header);
            }
        });
        String where = record.topic() + "-" + record.partition() + "@" + record.offset();
        headers.add(REDRIVEN, where.getBytes(UTF_8));
        return new ProducerRecord<>(options.topic(), null, record.timestamp(), record.key(), record.value(), headers);
    }

    private static void acknowledged(Future<RecordMetadata> send) {
        try {
            send.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a record could not be put back", e.getCause());
        }
    }

    private static String reason(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(CloudEvent.header(record.headers(), WHY)).orElse("no reason given");
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
