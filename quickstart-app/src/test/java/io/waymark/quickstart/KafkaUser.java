package io.waymark.quickstart;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody with the settings of a client of Kafka. What is not allowed throws what Kafka refuses it with. */
record KafkaUser(Map<String, Object> settings) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Another one, with a setting of its own. */
    KafkaUser but(String name, Object value) {
        Map<String, Object> other = new HashMap<>(settings);
        other.put(name, value);
        return new KafkaUser(other);
    }

    /** Reads from the beginning, in no group. */
    void reads(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partition = List.of(new TopicPartition(topic, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            consumer.poll(PATIENCE);
        }
    }

    /** Reads as a member of a group; gives how many records it was told of at first. */
    int reads(String group, String protocol, List<String> topics) {
        KafkaUser member = but("group.id", group)
                .but("group.protocol", protocol)
                .but("auto.offset.reset", "earliest")
                .but("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer = member.consumer()) {
            consumer.subscribe(topics);
            int records = consumer.poll(PATIENCE).count();
            consumer.commitSync();
            return records;
        }
    }

    /** Writes one record. */
    void writes(String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            asked(() -> producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {1}))
                    .get());
        }
    }

    /** How many records a group is behind, without a look at any of them. */
    long lag(String group) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            Map<TopicPartition, OffsetAndMetadata> places = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            places.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            long ends = admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
            return ends
                    - places.values().stream()
                            .mapToLong(OffsetAndMetadata::offset)
                            .sum();
        }
    }

    /** Makes a topic. */
    void makes(String topic) throws Exception {
        try (Admin admin = Admin.create(settings)) {
            asked(() -> admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private interface Question {
        Object ask() throws ExecutionException, InterruptedException;
    }

    private static void asked(Question question) throws Exception {
        try {
            question.ask();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
