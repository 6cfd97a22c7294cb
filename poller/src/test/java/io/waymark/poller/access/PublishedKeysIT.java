package io.waymark.poller.access;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.api.access.KeyHash;
import io.waymark.contract.ApiKey;
import io.waymark.contract.Topics;
import io.waymark.poller.booking.SandboxResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(value = SandboxResource.class, restrictToAnnotatedClass = true)
class PublishedKeysIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String secret = "wmk_" + UUID.randomUUID();
    private final ApiKey key = new ApiKey(KeyHash.of(secret), "newcomer", "made", Set.of("read"));

    @Test
    void aKeyMadeAtTheConsoleOpensThePollerTooUntilItIsRevoked() {
        awaitAnswer(401);
        publish(key);
        awaitAnswer(200);
        publish(key.revoked(Instant.now()));
        awaitAnswer(401);
    }

    @Test
    void keysOfTheConfigurationNeedNoTopic() {
        given().header("Authorization", "Bearer key-of-acme")
                .get("/v1/costs")
                .then()
                .statusCode(200);
    }

    private void awaitAnswer(int status) {
        await().atMost(SOON).untilAsserted(() -> given().header("Authorization", "Bearer " + secret)
                .get("/v1/costs")
                .then()
                .statusCode(status));
    }

    private static void publish(ApiKey key) {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedKafka.bootstrapServers());
        try (KafkaProducer<String, ApiKey> kafka = new KafkaProducer<>(
                settings, new StringSerializer(), Topics.API_KEYS.values().serializer())) {
            kafka.send(new ProducerRecord<>(Topics.API_KEYS.name(), key.keyHash(), key));
        }
    }
}
