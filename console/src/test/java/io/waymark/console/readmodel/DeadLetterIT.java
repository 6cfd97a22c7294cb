package io.waymark.console.readmodel;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class DeadLetterIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final Records records = new Records(number());
    private final String path = "/v1/shipments/" + records.id();

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheTopicGoesOn() {
        register(DEFAULT, records.number(), "");
        String id = records.id().toString();
        Topic<String, byte[]> raw =
                new Topic<>(Topics.LATEST.name(), Serdes.String(), Serdes.ByteArray(), Optional.empty());
        writer.write(raw, id, "{not json 13812341234".getBytes(StandardCharsets.UTF_8));
        writer.write(raw, id, "{}".getBytes(StandardCharsets.UTF_8));
        writer.write(raw, id, "null".getBytes(StandardCharsets.UTF_8));
        Shipment nul = records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1, "zto:\u0000");
        publish(nul);
        publish(records.shipment(ShipmentStatus.DELIVERED, SIGNED_BY_RECIPIENT, 2));

        soon(() -> get(DEFAULT, path).body("status", equalTo("DELIVERED")));
        List<ConsumerRecord<byte[], byte[]>> letters = new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(
                        Topics.LATEST.deadLettersOf(Topics.CONSOLE_GROUP),
                        SOON,
                        all -> of(id, all).size() >= 4);
        assertThat(of(id, letters)).hasSize(4).allSatisfy(letter -> assertThat(
                        CloudEvent.header(letter.headers(), "dead-letter-reason"))
                .isNotBlank()
                .doesNotContain("1381234"));
    }

    @Test
    void aSettlementOrEventsTombstoneIsADeadLetterToo() {
        String id = records.id().toString();
        writer.write(Topics.EVENTS, id, null);
        publish(records.event(1, PICKED_UP, Records.SIGNED_AT));
        publish(records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1));

        soon(() -> get(DEFAULT, path).body("events", hasSize(1)));
        new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(
                        Topics.EVENTS.deadLettersOf(Topics.CONSOLE_GROUP),
                        SOON,
                        all -> of(id, all).size() == 1);
    }

    @Test
    void whatIsInTheTablesIsCommittedSoThatARestartDoesNotReadItAgain() throws Exception {
        publish(records.event(1, PICKED_UP, Records.SIGNED_AT));
        RecordMetadata written = writer.write(
                Topics.LATEST, records.id().toString(), records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1));
        TopicPartition partition = new TopicPartition(written.topic(), written.partition());

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()))) {
            await().atMost(SOON).untilAsserted(() -> assertThat(admin.listConsumerGroupOffsets(Topics.CONSOLE_GROUP)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .hasEntrySatisfying(
                            partition, offset -> assertThat(offset.offset()).isGreaterThan(written.offset())));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(String key, List<ConsumerRecord<byte[], byte[]>> all) {
        return all.stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key))
                .toList();
    }

    private void publish(Shipment shipment) {
        writer.write(Topics.LATEST, shipment.shipmentId().toString(), shipment);
    }

    private void publish(TrackingEvent event) {
        writer.write(Topics.EVENTS, event.shipmentId().toString(), event);
    }

    private static void soon(Runnable answer) {
        await().atMost(SOON).untilAsserted(answer::run);
    }
}
