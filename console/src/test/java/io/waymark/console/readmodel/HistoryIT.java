package io.waymark.console.readmodel;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class HistoryIT {

    /** Kafka takes no record from the far future. */
    private static final Instant NOW = Instant.now();

    private static final Instant PICKED_UP_AT = NOW.plusSeconds(600);
    private static final Instant SIGNED_AT = NOW.plusSeconds(1200);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final Records records = new Records(number());
    private final String path = "/v1/shipments/" + records.id();

    @Test
    void aShipmentIsToldAsItWasKnownThen() {
        pickedUpAndSigned();

        get(DEFAULT, as(SIGNED_AT)).body("status", equalTo("DELIVERED")).body("events.sequence", contains(2, 1));
        get(DEFAULT, as(SIGNED_AT.minusMillis(1)))
                .body("status", equalTo("IN_TRANSIT"))
                .body("revision", equalTo(1))
                .body("events.sequence", contains(1))
                .body("$", not(hasKey("settlements")));
        get(DEFAULT, as(PICKED_UP_AT.minusMillis(1)))
                .body("status", equalTo("PENDING"))
                .body("events", empty());
        get(DEFAULT, path + "/events?asOf=" + PICKED_UP_AT).body("items.sequence", contains(1));
    }

    @Test
    void whatWasToldLateWasNotKnownBeforeItsForerunner() {
        register(DEFAULT, records.number(), "");
        publish(told(ShipmentStatus.IN_TRANSIT, 1), SIGNED_AT);
        publish(told(ShipmentStatus.DELIVERED, 2), PICKED_UP_AT);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> get(DEFAULT, path).body("revision", equalTo(2)));

        get(DEFAULT, as(PICKED_UP_AT)).body("status", equalTo("PENDING"));
        get(DEFAULT, as(SIGNED_AT)).body("status", equalTo("DELIVERED"));
    }

    @Test
    void beforeTheFirstThereIsNothingAndAnothersIsNothingAtAnyTime() {
        pickedUpAndSigned();

        get(DEFAULT, as(NOW.minusSeconds(3600))).statusCode(404);
        get(DEFAULT, path + "/events?asOf=" + NOW.minusSeconds(3600)).statusCode(404);
        get(ACME, as(SIGNED_AT)).statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-22", "2026-11-22T09:00:00", "+999999999-12-31T00:00:00Z"})
    void aTimeThatIsNoneIsRefusedByName(String time) {
        register(DEFAULT, records.number(), "");

        get(DEFAULT, path + "?asOf=" + time).statusCode(400).body("errors.field", contains("asOf"));
        get(DEFAULT, path + "/events?asOf=" + time).statusCode(400);
    }

    private String as(Instant time) {
        return path + "?asOf=" + time;
    }

    private void pickedUpAndSigned() {
        register(DEFAULT, records.number(), "").statusCode(201);
        writer.write(
                Topics.EVENTS, records.id().toString(), records.event(1, PICKED_UP, Records.SIGNED_AT.minusDays(1)));
        writer.write(Topics.EVENTS, records.id().toString(), records.event(2, SIGNED_BY_RECIPIENT, Records.SIGNED_AT));
        publish(told(ShipmentStatus.IN_TRANSIT, 1), PICKED_UP_AT);
        publish(told(ShipmentStatus.DELIVERED, 2), SIGNED_AT);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> get(DEFAULT, path).body("revision", equalTo(2)).body("events.sequence", contains(2, 1)));
    }

    private Shipment told(ShipmentStatus status, long revision) {
        return records.after(revision, status, status == ShipmentStatus.DELIVERED ? SIGNED_BY_RECIPIENT : PICKED_UP);
    }

    private void publish(Shipment shipment, Instant at) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedKafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            String topic = Topics.LATEST.name();
            byte[] value = Topics.LATEST.values().serializer().serialize(topic, shipment);
            producer.send(new ProducerRecord<>(
                    topic, null, at.toEpochMilli(), shipment.shipmentId().toString(), value));
        }
    }
}
