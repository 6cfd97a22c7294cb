package io.waymark.normalizer.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads dead letters, and puts them back: same key, same bytes, same time, same headers but for those that say why they died, and one
 * more that says where they lay. For one thread alone.
 */
final class LetterClient implements AutoCloseable {

    /** Under which it is kept what was put back. Nobody joins it. */
    static final String GROUP = Topics.NORMALIZER_GROUP + "-redrive";

    private static final String WHY_PREFIX = "dead-letter-";
    private static final String WHERE = WHY_PREFIX + "partition";
    private static final String SOURCE = "/waymark/redrive";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int AT_ONCE = 100;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param settings of Kafka's clients, the bootstrap servers among them */
    LetterClient(Map<?, ?> settings) {
        this.consumer = new KafkaConsumer<>(consumerSettings(settings));
        this.producer = new KafkaProducer<>(producerSettings(settings));
    }

    private static Properties consumerSettings(Map<?, ?> settings) {
        Properties all = new Properties();
        all.putAll(settings);
        all.put("group.id", GROUP);
        all.put("enable.auto.commit", "false");
        all.put("auto.offset.reset", "earliest");
        all.put("isolation.level", "read_committed");
        all.put("max.poll.records", Integer.toString(AT_ONCE));
        all.put("key.deserializer", ByteArrayDeserializer.class.getName());
        all.put("value.deserializer", ByteArrayDeserializer.class.getName());
        return all;
    }

    private static Properties producerSettings(Map<?, ?> settings) {
        Properties all = new Properties();
        all.putAll(settings);
        all.put("acks", "all");
        all.put("enable.idempotence", "true");
        all.put("max.request.size", Integer.toString(Topic.MAX_RECORD_BYTES + Topic.HEADROOM_BYTES));
        all.put("key.serializer", ByteArraySerializer.class.getName());
        all.put("value.serializer", ByteArraySerializer.class.getName());
        return all;
    }

    /** Of a topic; none if there is no such topic. */
    Set<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
    }

    Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** What was put back of each, as it is kept now: another run may keep more at any time. */
    Map<TopicPartition, Handled> handled(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> kept = consumer.committed(partitions);
        Map<TopicPartition, Handled> handled = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata one = kept.get(partition);
            handled.put(partition, one == null ? Handled.NOTHING : Handled.of(one.offset(), one.metadata()));
        }
        return handled;
    }

    /** What was put back of one, as it is kept now. */
    Handled handled(TopicPartition partition) {
        return Objects.requireNonNull(handled(Set.of(partition)).get(partition));
    }

    /** Keeps what was put back, and nothing else: for what was just read and added to. */
    void keep(Map<TopicPartition, Handled> handled) {
        consumer.commitSync(handled.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> new OffsetAndMetadata(
                                one.getValue().next(), one.getValue().text()))));
    }

    /** From where to read each; these and no others. */
    void begin(Map<TopicPartition, Long> from) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
    }

    /** What follows, at most a hundred; nothing where nothing comes within half a second. */
    ConsumerRecords<byte[], byte[]> poll() {
        return consumer.poll(POLL);
    }

    long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** Returns once every in-sync replica has them all. */
    void putBack(String topic, List<ConsumerRecord<byte[], byte[]>> letters) {
        List<Future<RecordMetadata>> sends = letters.stream()
                .map(letter -> producer.send(asBefore(topic, partition(topic, letter), letter)))
                .toList();
        sends.forEach(LetterClient::acknowledged);
    }

    /** Tells other services; returns once every in-sync replica has it. */
    void tell(Command command) {
        Headers headers = command.attributes(SOURCE).headers();
        acknowledged(producer.send(new ProducerRecord<>(
                Topics.COMMANDS.name(),
                null,
                command.issuedAt().toEpochMilli(),
                command.target().getBytes(UTF_8),
                Topics.COMMANDS.values().serializer().serialize(Topics.COMMANDS.name(), command),
                headers)));
    }

    /** Some commands are written into every partition, whatever their key; all else lies where its key says: null. */
    private @Nullable Integer partition(String topic, ConsumerRecord<byte[], byte[]> letter) {
        return topic.equals(Topics.COMMANDS.name())
                ? producer.partitionsFor(topic).stream()
                        .map(PartitionInfo::partition)
                        .filter(one -> one.toString().equals(CloudEvent.header(letter.headers(), WHERE)))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static ProducerRecord<byte[], byte[]> asBefore(
            String topic, @Nullable Integer partition, ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = new RecordHeaders();
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(WHY_PREFIX) && !header.key().equals(RedriveClient.REDRIVEN)) {
                headers.add(header);
            }
        });
        String where = letter.topic() + "-" + letter.partition() + "@" + letter.offset();
        headers.add(RedriveClient.REDRIVEN, where.getBytes(UTF_8));
        return new ProducerRecord<>(topic, partition, letter.timestamp(), letter.key(), letter.value(), headers);
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

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
