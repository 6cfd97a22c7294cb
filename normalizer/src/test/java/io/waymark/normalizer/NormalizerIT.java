package io.waymark.normalizer;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.RequestSpecBuilder;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The topology on a real broker, with real transactions. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class NormalizerIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    @Inject
    StreamsConfig streams;

    @Test
    void followsAnStoParcelWhoseScansArriveOutOfOrderAndTwice() {
        ShipmentId id = ShipmentId.of("sto", "777031922725119");
        for (String scan : List.of("到件 18", "收件 10", "签收 20", "到件 18", "派件 19")) {
            push(id, scan.split(" ")[0], scan.split(" ")[1]);
        }

        List<TrackingEvent> events = new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.EVENTS, WITHIN, seen -> of(seen, id).size() >= 4).stream()
                        .filter(record -> record.key().equals(id.toString()))
                        .map(ConsumerRecord::value)
                        .toList();
        assertThat(events).extracting(TrackingEvent::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events).extracting(TrackingEvent::rawCode).containsExactly("到件", "收件", "签收", "派件");

        List<Shipment> latest = new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.LATEST, WITHIN, seen -> of(seen, id).stream()
                                .anyMatch(shipment -> shipment.sequence() == 4))
                        .stream()
                        .filter(record -> record.key().equals(id.toString()))
                        .map(ConsumerRecord::value)
                        .toList();
        assertThat(latest.get(latest.size() - 1).status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(latest).extracting(Shipment::revision).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void opensWhatIsSealedAndErasesAShipmentWithItsKeys() {
        TrackedNumber parcel = new TrackedNumber("sto", "777031922725777");
        SealedPush first = sealed(parcel, "sealed-1", "收件");
        write(first);
        read(Topics.EVENTS, seen -> keys(seen).contains(parcel.id().toString()));

        String erasure = erase(parcel.id());

        Command answer = read(Topics.COMMANDS, seen -> keys(seen).contains(erasure)).stream()
                .filter(record -> record.key().equals(erasure))
                .map(ConsumerRecord::value)
                .findFirst()
                .orElseThrow();
        assertThat(answer.arguments().path("state").asText()).isEqualTo("DONE");
        assertThat(answer.arguments().at("/counts/keys").asInt()).isEqualTo(1);
        assertThat(read(Topics.LATEST, seen -> isGone(seen, parcel.id().toString())))
                .isNotEmpty();
        assertThat(read(Topics.KEYS, seen -> isGone(seen, first.keyName())))
                .filteredOn(record -> record.key().startsWith(parcel.id().toString()))
                .extracting(ConsumerRecord::partition)
                .containsOnly(partition(parcel.id()));

        SealedPush late = sealed(parcel, "sealed-2", "签收");
        write(late);
        read(Topics.KEYS, seen -> isGone(seen, late.keyName()));
        assertThat(of(
                        read(Topics.EVENTS, seen -> keys(seen)
                                .contains(parcel.id().toString())),
                        parcel.id()))
                .as("what the late one would have told was told with the tombstone")
                .hasSize(1);
    }

    private static SealedPush sealed(TrackedNumber parcel, String id, String scan) {
        return SealedPush.of(parcel.stoPush(Instant.now(), "2024-05-02 10:00:00", scan), id, NormalizerDriver.SEALING);
    }

    private static void write(SealedPush push) {
        TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());
        kafka.write(Topics.KEYS, push.keyName(), push.key());
        kafka.write(Topics.RAW, push.record().shipmentId().toString(), push.record());
    }

    private static String erase(ShipmentId shipment) {
        String erasure = UUID.randomUUID().toString();
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.put("service", Topics.NORMALIZER_GROUP).put("erasure", erasure);
        String target = shipment.toString();
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(
                        Topics.COMMANDS,
                        target,
                        new Command(erasure, Command.ERASE, target, "test", "", "", Instant.now(), arguments));
        return erasure;
    }

    private static <V> List<ConsumerRecord<String, V>> read(
            Topic<String, V> topic, Predicate<List<ConsumerRecord<String, V>>> condition) {
        return new TopicReader(SharedKafka.bootstrapServers()).readUntil(topic, WITHIN, condition);
    }

    private static <V> List<String> keys(List<ConsumerRecord<String, V>> records) {
        return records.stream().map(ConsumerRecord::key).toList();
    }

    private static <V> boolean isGone(List<ConsumerRecord<String, V>> records, String key) {
        return records.stream().anyMatch(record -> record.key().equals(key) && record.value() == null);
    }

    private static int partition(ShipmentId shipment) {
        return read(Topics.RAW, seen -> keys(seen).contains(shipment.toString())).stream()
                .filter(record -> record.key().equals(shipment.toString()))
                .findFirst()
                .orElseThrow()
                .partition();
    }

    @Test
    void speaksToKafkaAsItsVariablesSayAndOnlyToTheBrokerItMeans() {
        assertThat(streams.originals())
                .containsEntry("ssl.keystore.location", "keystore-of-the-test.p12")
                .containsEntry("ssl.endpoint.identification.algorithm", "https");
    }

    @Test
    void isReadyAndAlive() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        var management = new RequestSpecBuilder().setPort(port).build();

        await().atMost(WITHIN)
                .untilAsserted(() ->
                        given().spec(management).get("/q/health/ready").then().statusCode(200));
        given().spec(management).get("/q/health/started").then().statusCode(200);
        given().spec(management).get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(404);
    }

    private static <V> List<V> of(List<ConsumerRecord<String, V>> records, ShipmentId id) {
        return records.stream()
                .filter(record -> record.key().equals(id.toString()))
                .map(ConsumerRecord::value)
                .toList();
    }

    private static void push(ShipmentId id, String scanType, String hour) {
        String content = "{\"waybillNo\":\"777031922725119\",\"trace\":{\"outBizCode\":\"OB-" + scanType
                + "\",\"opTime\":\"2024-05-02 " + hour + ":00:00\",\"scanType\":\"" + scanType + "\"}}";
        RawPayload raw = new RawPayload(
                "id-" + scanType,
                "sto",
                id,
                "sto",
                "777031922725119",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.now(),
                "application/x-www-form-urlencoded",
                ("content=" + URLEncoder.encode(content, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.RAW, id.toString(), raw);
    }
}
