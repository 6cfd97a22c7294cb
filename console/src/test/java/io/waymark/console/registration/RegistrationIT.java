package io.waymark.console.registration;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class RegistrationIT {

    @Test
    void aRegistrationIsVisibleAtOnce() {
        String number = number();
        String id = ShipmentId.of("sto", number).toString();

        register(DEFAULT, number, ", \"orderId\": \"ORD-" + number + "\", \"settlement\": " + onerway("T" + number))
                .statusCode(201)
                .header("Location", endsWith("/v1/shipments/" + id))
                .body("shipmentId", equalTo(id))
                .body("status", equalTo("PENDING"));

        get(DEFAULT, "/v1/shipments/" + id)
                .statusCode(200)
                .body("carrier", equalTo("sto"))
                .body("trackingNumber", equalTo(number))
                .body("orderId", equalTo("ORD-" + number))
                .body("subStatus", equalTo("AWAITING_FIRST_EVENT"))
                .body("monitoring", equalTo("ACTIVE"))
                .body("deliveredAt", nullValue())
                .body("events", empty())
                .body("sequence", equalTo(0))
                .body("settlements", hasSize(1))
                .body("settlements[0].gateway", equalTo("onerway"))
                .body("settlements[0].state", equalTo("OWED"))
                .body(
                        "settlements[0].settlementId",
                        equalTo(SettlementBinding.idOf("onerway", "T" + number, number)
                                .toString()));
    }

    @Test
    void aRepeatChangesNothingAndAContradictionIsRefused() {
        String number = number();
        register(DEFAULT, number, ", \"orderId\": \"A\"").statusCode(201);
        register(DEFAULT, number, ", \"orderId\": \"A\"").statusCode(200);
        register(DEFAULT, number, "").statusCode(200).body("orderId", equalTo("A"));

        register(DEFAULT, number, ", \"orderId\": \"B\"")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("errors.field", contains("orderId"));
    }

    /** The record that follows has the next revision, and comes right after the first: nothing was published between. */
    @Test
    void aRepeatPublishesNothing() {
        String number = number();
        register(DEFAULT, number, ", \"orderId\": \"A\"").statusCode(201);
        register(DEFAULT, number, ", \"orderId\": \"A\"").statusCode(200);
        register(DEFAULT, number, "").statusCode(200);

        register(DEFAULT, number, ", \"labels\": [\"filled-in\"]").statusCode(200);

        assertThat(records(number, 2))
                .extracting(
                        record -> record.value().revision(),
                        record -> record.value().registrations().get(0).labels())
                .containsExactly(tuple(1L, List.of()), tuple(2L, List.of("filled-in")));
    }

    @Test
    void theRecordTellsTheOtherServicesAndGrowsWithASecondMerchant() {
        String number = number();
        ShipmentId id = ShipmentId.of("sto", number);
        register(
                        DEFAULT,
                        number,
                        ", \"labels\": [\"x\", \"y\"], \"codAmount\": 100, \"tracking\": \"none\", \"unlockAfter\": \"P7D\","
                                + "\"transactedAt\": \"2023-06-29T10:00:00+08:00\", \"settlement\": "
                                + onerway("T" + number))
                .statusCode(201);
        register(ACME, number, ", \"orderId\": \"ACME-1\"").statusCode(201).body("settlements", empty());

        List<ConsumerRecord<String, RegisteredShipment>> records = records(number, 2);

        ConsumerRecord<String, RegisteredShipment> last = records.get(1);
        assertThat(last.value().revision()).isEqualTo(2);
        assertThat(last.value().registrations())
                .extracting(Registration::merchantId)
                .containsExactly("default", "acme");
        Registration first = last.value().registrations().get(0);
        assertThat(first.labels()).containsExactly("x", "y");
        assertThat(first.codAmount()).isEqualByComparingTo("100");
        assertThat(first.unlockAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(first.transactedAt()).hasToString("2023-06-29T10:00+08:00");
        assertThat(first.settlements())
                .extracting(SettlementBinding::transactionId)
                .containsExactly("T" + number);
        assertThat(CloudEvent.header(last.headers(), "ce_id"))
                .isEqualTo(NameBasedId.of(id.value(), "registration:2").toString());
        assertThat(CloudEvent.header(last.headers(), "ce_type")).isEqualTo("waymark.shipment-registered.v1");
        assertThat(CloudEvent.header(last.headers(), "ce_source")).isEqualTo("/waymark/console");
        assertThat(CloudEvent.header(last.headers(), "ce_subject")).isEqualTo(id.toString());
    }

    @Test
    void manyAtOnceAreOneShipment() {
        String number = number();

        List<CompletableFuture<Integer>> calls = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> register(i % 2 == 0 ? DEFAULT : ACME, number, "")
                        .extract()
                        .statusCode()))
                .toList();
        List<Integer> answers =
                calls.stream().map(CompletableFuture::join).sorted().toList();

        assertThat(answers).containsExactly(200, 200, 200, 200, 200, 200, 201, 201);
        assertThat(records(number, 2))
                .extracting(record -> record.value().revision())
                .containsExactly(1L, 2L);
    }

    @Test
    void aFurtherSettlementIsBoundOnceAndToOneMerchant() {
        String number = number();
        String path = "/v1/shipments/" + ShipmentId.of("sto", number) + "/settlements";
        String body = onerway("U" + number);
        settle(DEFAULT, path, body, 404);
        register(DEFAULT, number, ", \"settlement\": " + onerway("T" + number)).statusCode(201);
        settle(DEFAULT, path, body, 201);
        settle(DEFAULT, path, body, 200);
        settle(DEFAULT, path, body.replace("\"STO\"", "\"YTO\""), 409);
        settle(DEFAULT, path, "{\"gateway\": \"onerway\"}", 422);
        settle(ACME, path, body, 404);
        register(ACME, number, ", \"settlement\": " + body).statusCode(409);

        get(DEFAULT, "/v1/shipments/" + ShipmentId.of("sto", number))
                .body("settlements.transactionId", contains("T" + number, "U" + number));
        get(DEFAULT, "/v1/settlements?limit=200").body("items.transactionId", hasItem("U" + number));
    }

    @Test
    void onePaymentIsNotClaimedForTwoShipmentsOfOneNumber() {
        String number = number();
        register(DEFAULT, number, ", \"settlement\": " + onerway("T" + number)).statusCode(201);

        as(ACME).contentType(ContentType.JSON)
                .body("{\"carrier\": \"zto\", \"trackingNumber\": \"" + number + "\", \"settlement\": "
                        + onerway("T" + number) + "}")
                .post("/v1/shipments")
                .then()
                .statusCode(409);
        get(ACME, "/v1/shipments?trackingNumber=" + number).body("items", empty());
    }

    @Test
    void ofTwoThatClaimOnePaymentAtTheSameTimeOneGetsIt() {
        for (int round = 0; round < 10; round++) {
            String number = number();
            List<CompletableFuture<Integer>> calls = List.of("sto", "zto").stream()
                    .map(carrier -> CompletableFuture.supplyAsync(() -> claim(carrier, number)))
                    .toList();

            assertThat(calls.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(201, 409);
        }
    }

    private static int claim(String carrier, String number) {
        return as(DEFAULT)
                .contentType(ContentType.JSON)
                .body("{\"carrier\": \"" + carrier + "\", \"trackingNumber\": \"" + number + "\", \"settlement\": "
                        + onerway("C" + number) + "}")
                .post("/v1/shipments")
                .statusCode();
    }

    private static void settle(String key, String path, String body, int status) {
        as(key).contentType(ContentType.JSON).body(body).post(path).then().statusCode(status);
    }

    private static List<ConsumerRecord<String, RegisteredShipment>> records(String number, int atLeast) {
        String id = ShipmentId.of("sto", number).toString();
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.SHIPMENTS,
                                Duration.ofSeconds(20),
                                all -> all.stream()
                                                .filter(record -> record.key().equals(id))
                                                .count()
                                        >= atLeast)
                        .stream()
                        .filter(record -> record.key().equals(id))
                        .toList();
    }
}
