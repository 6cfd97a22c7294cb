package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three brokers, three replicas, two of which must be in sync: what they do not take goes to the spool. */
@QuarkusTest
@TestProfile(InSyncReplicasIT.ThreeBrokers.class)
class InSyncReplicasIT {

    @Inject
    MeterRegistry meters;

    private static final String NOTICE =
            Notices.onerway(Notices.sale("1484408335541923840", "S"), Notices.ONERWAY_SECRET);

    public static final class ThreeBrokers implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(OwnKafkaResource.of(3, 3, 3));
        }
    }

    @Test
    void answersSuccessAlsoWhileTooFewReplicasTakeTheBytesAndBringsThemThereLater() {
        EmbeddedKafka kafka = OwnKafkaResource.kafka();
        Notices.postOnerway(NOTICE).statusCode(200);
        push("YT1").then().statusCode(200).body(containsString("\"result\":true"));

        kafka.stopBroker(2);
        kafka.stopBroker(3);

        push("YT2").then().statusCode(200).body(containsString("\"result\":true"));
        Notices.postOnerway(NOTICE).statusCode(200);
        assertThat(meters.counter("spool_written").count()).isEqualTo(3); // the push, its key, the notice

        kafka.startBroker(2);
        kafka.startBroker(3);

        TopicReader topics = new TopicReader(kafka.bootstrapServers());
        topics.readUntil(
                Topics.RAW, Duration.ofSeconds(60), seen -> seen.stream().anyMatch(record -> record.key()
                        .equals(ShipmentId.of("yto", "YT2").toString())));
        topics.readUntil(Topics.PAYMENTS, Duration.ofSeconds(60), seen -> seen.size() >= 2);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(meters.get("kafka_away").gauge().value()).isZero());
        push("YT3").then().statusCode(200);
    }

    private static Response push(String number) {
        return given().config(Door.AS_IT_IS)
                .contentType("application/x-www-form-urlencoded")
                .body(Pushes.kuaidi100Form(Pushes.kuaidi100(number, 4), "new-salt"))
                .post("/callbacks/kuaidi100");
    }
}
