package io.waymark.poller.booking;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Merchants at the poller's API, and whoever makes the sandbox's carriers misbehave. */
final class Desk {

    static final String ACME = "key-of-acme";
    static final String UMBRA = "key-of-umbra";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Desk() {}

    static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }

    static String order(String carrier, String orderId) {
        return order(carrier, orderId, "手机配件");
    }

    static String order(String carrier, String orderId, String goods) {
        return """
                {"carrier": "%s", "orderId": "%s",
                 "sender": {"name": "张三", "mobile": "13800138000", "email": "z@example.test", "province": "浙江省",
                            "city": "杭州市", "district": "滨江区", "address": "网商路 1 号", "postCode": "2000"},
                 "receiver": {"name": "李四", "phone": "13900139000", "province": "广东省", "city": "深圳市",
                              "district": "南山区", "address": "科技路 1 号", "postCode": "518000"},
                 "cargo": {"name": "%s", "weight": "0.5"},
                 "lines": [{"name": "书", "quantity": 2, "price": "9.5", "currency": "AUD"}],
                 "options": {%s},
                 "labels": ["store-12"]}
                """
                .formatted(
                        carrier,
                        orderId,
                        goods,
                        carrier.equals("thirtypost") ? "\"branch\": \"A\", \"business\": 1" : "");
    }

    static ValidatableResponse book(String key, String order) {
        return as(key).body(order).post("/v1/waybills").then();
    }

    static ValidatableResponse became(String key, String carrier, String orderId) {
        return as(key).queryParam("carrier", carrier)
                .queryParam("orderId", orderId)
                .get("/v1/waybills")
                .then();
    }

    /** One field of what became of an order. */
    static @Nullable String told(String key, String carrier, String orderId, String field) {
        return became(key, carrier, orderId).extract().path("items[0]." + field);
    }

    /** From now on the carrier misbehaves that often. */
    static void fails(String target, String mode, int times) {
        given().contentType("application/json")
                .body("{\"target\": \"%s\", \"mode\": \"%s\", \"times\": %d, \"when\": \"called\"}"
                        .formatted(target, mode, times))
                .put(sandbox() + "/sandbox/faults")
                .then()
                .statusCode(200);
    }

    static void behaves() {
        given().delete(sandbox() + "/sandbox/faults").then().statusCode(204);
    }

    /** The shipment is nobody's any more. */
    static void erases(String shipmentId) {
        Topic<String, byte[]> tombstones =
                new Topic<>(Topics.SHIPMENTS.name(), Serdes.String(), Serdes.ByteArray(), Optional.empty());
        new TopicWriter(SharedKafka.bootstrapServers()).write(tombstones, shipmentId, null);
    }

    /** The poller is ordered to erase the shipment; what it answers. */
    static JsonNode erasedByOrder(String shipmentId, String erasure) {
        return erasedByOrder(shipmentId, erasure, "");
    }

    /** The same of one merchant's registration; of all if that is "". */
    static JsonNode erasedByOrder(String shipmentId, String erasure, String merchantId) {
        Command order = new Erasure(erasure, ShipmentId.fromString(shipmentId), Topics.POLLER_GROUP, merchantId)
                .order(erasure, "staff", Instant.now());
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.COMMANDS, shipmentId, order);
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.COMMANDS, PATIENCE, records -> records.stream()
                                .anyMatch(record -> isErased(record.value(), erasure)))
                        .stream()
                        .map(record -> record.value())
                        .filter(command -> isErased(command, erasure))
                        .findFirst()
                        .orElseThrow()
                        .arguments();
    }

    private static boolean isErased(Command command, String erasure) {
        return command.type().equals(Command.ERASED) && command.target().equals(erasure);
    }

    /** Every command to register a shipment of this order, once there is one. */
    static List<Command> registrations(String orderId) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.COMMANDS, PATIENCE, records -> records.stream()
                                .anyMatch(command -> isFor(command.value(), orderId)))
                        .stream()
                        .map(record -> record.value())
                        .filter(command -> isFor(command, orderId))
                        .toList();
    }

    private static boolean isFor(Command command, String orderId) {
        return command.arguments().path("orderId").asText().equals(orderId);
    }

    private static String sandbox() {
        return ConfigProvider.getConfig().getValue("sandbox.url", String.class);
    }
}
