package io.waymark.normalizer;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.RequestSpecBuilder;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
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
