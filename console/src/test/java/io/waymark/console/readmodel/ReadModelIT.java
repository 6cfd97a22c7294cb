package io.waymark.console.readmodel;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ReadModelIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final Records records = new Records(number());
    private final String path = "/v1/shipments/" + records.id();

    @Test
    void whatTheTopicsTellIsWhatTheApiSays() {
        register(
                DEFAULT,
                records.number(),
                ", \"orderId\": \"MINE\", \"settlement\": " + onerway("T" + records.number()));
        publish(records.event(1, PICKED_UP, Records.SIGNED_AT.minusDays(1)));
        publish(records.event(2, SIGNED_BY_RECIPIENT, Records.SIGNED_AT));
        publish(records.shipment(ShipmentStatus.DELIVERED, SIGNED_BY_RECIPIENT, 2));
        publish(records.settlement("T" + records.number(), SettlementState.ACKNOWLEDGED, 3));

        soon(() -> get(DEFAULT, path)
                .body("status", equalTo("DELIVERED"))
                .body("events", hasSize(2))
                .body("settlements[0].state", equalTo("ACKNOWLEDGED")));
        get(DEFAULT, path)
                .body("orderId", equalTo("MINE"))
                .body("monitoring", equalTo("ENDED"))
                .body("deliveredAt", equalTo("2023-06-30T16:05:00+08:00"))
                .body("lastEventAt", equalTo("2023-06-30T16:05:00+08:00"))
                .body("flags", contains("POST_DELIVERY_SCAN"))
                .body("sequence", equalTo(2))
                .body("revision", equalTo(2))
                .body("events.sequence", contains(2, 1))
                .body("events[0].occurredAt", equalTo("2023-06-30T16:05:00+08:00"))
                .body("events[0].recordedAt", equalTo("2023-06-30T08:05:03.120Z"))
                .body("events[0].description", equalTo("已签收"))
                .body("events[0].location.name", equalTo("杭州濱江公司"))
                .body("events[0].location", hasKey("areaCode"))
                .body("events[0].location.areaCode", nullValue())
                .body("events[0].evidence", equalTo("SIGNED_PUSH"))
                .body("events[0].type", equalTo("EVENT"))
                .body("events[0].corrects", nullValue())
                .body("events[0]", not(hasKey("rule")));
    }

    @Test
    void repeatsAndOldRevisionsChangeNothing() {
        register(DEFAULT, records.number(), ", \"settlement\": " + onerway("T" + records.number()));
        publish(records.shipment(ShipmentStatus.DELIVERED, SIGNED_BY_RECIPIENT, 5));
        publish(records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 4));
        publish(records.event(1, SIGNED_BY_RECIPIENT, Records.SIGNED_AT));
        publish(records.event(1, SIGNED_BY_RECIPIENT, Records.SIGNED_AT));
        publish(records.settlement("T" + records.number(), SettlementState.ACKNOWLEDGED, 5));
        publish(records.settlement("T" + records.number(), SettlementState.WAITING, 4));
        register(DEFAULT, records.number(), "").statusCode(200);
        Records later = inTheSamePartitions();

        soon(() -> get(DEFAULT, path).body("settlements[0].state", equalTo("ACKNOWLEDGED")));
        soon(() -> get(DEFAULT, "/v1/shipments/" + later.id()).statusCode(200).body("events", hasSize(1)));
        get(DEFAULT, path)
                .body("status", equalTo("DELIVERED"))
                .body("revision", equalTo(5))
                .body("events", hasSize(1))
                .body("settlements[0].state", equalTo("ACKNOWLEDGED"));
    }

    @Test
    void aCorrectionStandsBeforeTheScanItCorrectsAndPagesFollowTheSameOrder() {
        register(DEFAULT, records.number(), "");
        TrackingEvent signed = records.event(2, SIGNED_BY_RECIPIENT, Records.SIGNED_AT);
        publish(signed);
        publish(records.event(1, PICKED_UP, Records.SIGNED_AT.minusDays(2)));
        publish(records.event(4, PICKED_UP, Records.SIGNED_AT.minusDays(1)));
        publish(records.correction(3, signed, SubStatus.SIGNED_BY_PROXY));
        soon(() -> get(DEFAULT, path).body("events.sequence", contains(3, 2, 4, 1)));

        get(DEFAULT, path).body("events[0].corrects", equalTo(signed.eventId().toString()));
        String next = get(DEFAULT, path + "/events?limit=3")
                .body("items.sequence", contains(3, 2, 4))
                .extract()
                .path("next");
        get(DEFAULT, path + "/events?limit=3&cursor=" + next)
                .body("items.sequence", contains(1))
                .body("next", nullValue());
        get(DEFAULT, "/v1/shipments?cursor=" + next).statusCode(400);
    }

    @Test
    void operatorsSeeWhatNobodyRegisteredUntilSomebodyDoes() {
        publish(records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1));
        soon(() ->
                get(DEFAULT, path).statusCode(200).body("orderId", nullValue()).body("settlements", empty()));

        register(ACME, records.number(), "").statusCode(201).body("status", equalTo("IN_TRANSIT"));

        get(DEFAULT, path).statusCode(404);
        get(ACME, path).statusCode(200);
    }

    @Test
    void aTombstoneRemovesTheShipmentAndItsEvents() {
        register(DEFAULT, records.number(), "");
        publish(records.event(1, PICKED_UP, Records.SIGNED_AT));
        publish(records.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1));
        soon(() -> get(DEFAULT, path).body("events", hasSize(1)).body("status", equalTo("IN_TRANSIT")));

        writer.write(Topics.LATEST, records.id().toString(), null);

        soon(() -> get(DEFAULT, path).statusCode(404));
        get(DEFAULT, "/v1/shipments?trackingNumber=" + records.number()).body("items", empty());
    }

    @Test
    void listsAreFilteredAndPaged() {
        String order = "LIST-" + records.number();
        List<String> numbers = List.of(records.number(), number(), number());
        numbers.forEach(number -> register(DEFAULT, number, ", \"orderId\": \"" + order + "\""));
        publish(records.shipment(ShipmentStatus.DELIVERED, SIGNED_BY_RECIPIENT, 1, "zto:ALIAS" + records.number()));
        String alias = "/v1/shipments?carrier=zto&trackingNumber=alias" + records.number();
        soon(() -> get(DEFAULT, alias).body("items.trackingNumber", contains(records.number())));

        String list = "/v1/shipments?orderId=" + order;
        get(DEFAULT, list)
                .body("items", hasSize(3))
                .body("items[0]", not(hasKey("events")))
                .body("next", nullValue());
        get(DEFAULT, list + "&status=DELIVERED&monitoring=ENDED").body("items", hasSize(1));
        get(DEFAULT, list + "&status=PENDING").body("items", hasSize(2));
        get(DEFAULT, list + "&carrier=zto").body("items.trackingNumber", contains(records.number()));
        get(DEFAULT, "/v1/shipments?carrier=sto&trackingNumber=ALIAS" + records.number())
                .body("items", empty());
        get(DEFAULT, "/v1/shipments?carrier=STO&trackingNumber=" + records.number())
                .body("items", hasSize(1));
        assertThat(walk(list + "&limit=2")).containsExactly(numbers.get(2), numbers.get(1), numbers.get(0));
    }

    private static List<String> walk(String list) {
        List<String> numbers = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            ValidatableResponse page = get(DEFAULT, list + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            numbers.addAll(page.extract().path("items.trackingNumber"));
            cursor = page.extract().path("next");
        }
        return numbers;
    }

    /**
     * Publishes another shipment and its event to the partitions that hold this one's: once they are visible, so is
     * everything written before them.
     */
    private Records inTheSamePartitions() {
        Records later = new Records(number());
        while (partition(later) != partition(records)) {
            later = new Records(number());
        }
        writer.write(Topics.LATEST, later.id().toString(), later.shipment(ShipmentStatus.IN_TRANSIT, PICKED_UP, 1));
        writer.write(Topics.EVENTS, later.id().toString(), later.event(1, PICKED_UP, Records.SIGNED_AT));
        return later;
    }

    private static int partition(Records records) {
        byte[] key = records.id().toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 6;
    }

    private void publish(Shipment shipment) {
        writer.write(Topics.LATEST, shipment.shipmentId().toString(), shipment);
    }

    private void publish(TrackingEvent event) {
        writer.write(Topics.EVENTS, event.shipmentId().toString(), event);
    }

    private void publish(Settlement settlement) {
        writer.write(Topics.SETTLEMENTS, settlement.settlementId().toString(), settlement);
    }

    private static void soon(Runnable answer) {
        await().atMost(SOON).untilAsserted(answer::run);
    }
}
