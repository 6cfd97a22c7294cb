package io.waymark.console.webhook;

import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ThrowingRunnable;

/**
 * An endpoint, as its merchant handles it, and what the notifier says about it.
 *
 * @param key the merchant's
 */
record Hooks(String key, String endpointId) {

    static final Duration SOON = Duration.ofSeconds(20);

    /** A new one of a merchant's. */
    static Hooks of(String key) {
        return new Hooks(
                key,
                post(key, "", "{\"url\": \"https://shop.example/" + number() + "\"}")
                        .statusCode(201)
                        .extract()
                        .path("endpointId"));
    }

    static ValidatableResponse post(String key, String path, String body) {
        return as(key).contentType(ContentType.JSON)
                .body(body)
                .post("/v1/webhooks" + path)
                .then();
    }

    UUID id() {
        return UUID.fromString(endpointId);
    }

    ValidatableResponse shown() {
        return get(key, "/v1/webhooks/" + endpointId);
    }

    ValidatableResponse change(String body) {
        return as(key).contentType(ContentType.JSON)
                .body(body)
                .patch("/v1/webhooks/" + endpointId)
                .then();
    }

    ValidatableResponse order(String path, String body) {
        return post(key, "/" + endpointId + path, body);
    }

    ValidatableResponse deliveries(String query) {
        return get(key, "/v1/webhooks/" + endpointId + "/deliveries" + query);
    }

    /** What is published about it, once there is so much. */
    List<ConsumerRecord<String, WebhookEndpoint>> published(int atLeast) {
        return read(Topics.WEBHOOKS, atLeast);
    }

    /** What is ordered about it, once there is so much. */
    List<ConsumerRecord<String, Command>> ordered(int atLeast) {
        return read(Topics.COMMANDS, atLeast);
    }

    /** A delivery to it as the notifier publishes it. */
    WebhookDelivery told(UUID deliveryId, String type, WebhookDelivery.State state, Instant createdAt, long revision) {
        WebhookDelivery delivery = new WebhookDelivery(
                deliveryId,
                id(),
                "somebody",
                "msg_" + deliveryId,
                type,
                null,
                state,
                1,
                null,
                createdAt,
                null,
                List.of(new WebhookDelivery.Attempt(1, createdAt, 503, "STATUS", 12)),
                createdAt,
                revision);
        writer().write(Topics.DELIVERIES, deliveryId.toString(), delivery);
        return delivery;
    }

    /** What the notifier asks of the console. */
    static void ask(String type, String target, String reason, Instant at, String arguments) {
        try {
            Command command = new Command(
                    UUID.randomUUID().toString(),
                    type,
                    target,
                    "notifier",
                    "",
                    reason,
                    at,
                    JsonSerde.mapper().readTree(arguments));
            writer().write(Topics.COMMANDS, target, command);
        } catch (IOException e) {
            throw new IllegalArgumentException(arguments, e);
        }
    }

    static void soon(ThrowingRunnable check) {
        await().atMost(SOON).untilAsserted(check);
    }

    private <V> List<ConsumerRecord<String, V>> read(Topic<String, V> topic, int atLeast) {
        return own(new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(topic, SOON, all -> own(all).size() >= atLeast));
    }

    private <V> List<ConsumerRecord<String, V>> own(List<ConsumerRecord<String, V>> all) {
        return all.stream().filter(record -> endpointId.equals(record.key())).toList();
    }

    private static TopicWriter writer() {
        return new TopicWriter(SharedKafka.bootstrapServers());
    }
}
