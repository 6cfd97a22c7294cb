package io.waymark.console.readmodel;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** Where the read model begins to read: where its tables are, whatever the consumer group says. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class PlaceIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());

    @Inject
    @Identifier("facts")
    PlaceHandler places;

    @Inject
    Pool database;

    /** As if somebody had set the group's offsets, or a replica had committed what it never stored. */
    @Test
    void whatTheGroupHasCommittedAndTheTablesLackIsRead() {
        try (KafkaConsumer<byte[], byte[]> other = consumer("waymark-console")) {
            other.subscribe(List.of(Topics.EVENTS.name(), Topics.LATEST.name(), Topics.SETTLEMENTS.name()));
            TopicPartition taken = await().atMost(SOON).until(() -> assigned(other), partition -> partition != null);
            Records records = inPartition(
                    taken.partition(), other.partitionsFor(Topics.EVENTS.name()).size());
            register(DEFAULT, records.number(), "").statusCode(201);
            writer.write(Topics.EVENTS, records.id().toString(), records.event(1, PICKED_UP, Records.SIGNED_AT));

            long end = other.endOffsets(List.of(taken)).get(taken);
            other.commitSync(Map.of(taken, new OffsetAndMetadata(end)));
            other.close();

            await().atMost(SOON).untilAsserted(() -> get(DEFAULT, "/v1/shipments/" + records.id())
                    .body("events", hasSize(1)));
        }
    }

    @Test
    void aPartitionThatEndsBeforeWhatWasAppliedIsReadFromItsBeginning() throws Exception {
        String topic = "place-" + number();
        List<TopicPartition> partitions =
                Stream.of(0, 1, 2).map(n -> new TopicPartition(topic, n)).toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()));
                KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            admin.createTopics(List.of(new NewTopic(topic, partitions.size(), (short) 1)))
                    .all()
                    .get();
            fill(partitions, 5);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.commitSync(Map.of(partition, new OffsetAndMetadata(4))));
            place(topic, 0, 2);
            place(topic, 1, 99);

            places.onPartitionsAssigned(consumer, partitions);

            assertThat(partitions).extracting(consumer::position).containsExactly(2L, 0L, 0L);
            assertThat(stored(topic)).containsExactly("0:2");
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        SharedKafka.bootstrapServers(),
                        "group.id",
                        group,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "latest",
                        "max.poll.records",
                        1),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A partition of events that the consumer has taken from the service; null while it has none. */
    private static TopicPartition assigned(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.poll(POLL);
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(Topics.EVENTS.name()))
                .findFirst()
                .orElse(null);
    }

    private static Records inPartition(int partition, int partitions) {
        return Stream.generate(() -> new Records(number()))
                .filter(records -> partition
                        == Utils.toPositive(
                                        Utils.murmur2(records.id().toString().getBytes(StandardCharsets.UTF_8)))
                                % partitions)
                .findFirst()
                .orElseThrow();
    }

    private static void fill(List<TopicPartition> partitions, int records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedKafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            partitions.forEach(partition -> Stream.generate(() -> new byte[] {1})
                    .limit(records)
                    .forEach(value -> producer.send(
                            new ProducerRecord<>(partition.topic(), partition.partition(), null, value))));
        }
    }

    private void place(String topic, int partition, long next) {
        database.query("insert into console_read.read_model_offset (topic, partition, next_offset) values ('" + topic
                        + "', " + partition + ", " + next + ")")
                .execute()
                .await()
                .atMost(SOON);
    }

    private List<String> stored(String topic) {
        return database
                .query("select partition || ':' || next_offset as place from console_read.read_model_offset"
                        + " where topic = '" + topic + "' order by 1")
                .execute()
                .await()
                .atMost(SOON)
                .stream()
                .map(row -> row.getString("place"))
                .toList();
    }
}
