package io.waymark.poller.booking;

import static io.restassured.RestAssured.given;
import static io.waymark.poller.booking.Desk.ACME;
import static io.waymark.poller.booking.Desk.UMBRA;
import static io.waymark.poller.booking.Desk.became;
import static io.waymark.poller.booking.Desk.book;
import static io.waymark.poller.booking.Desk.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Command;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.sealing.Seals;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sealing.Sealing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders for waybills, over HTTP, with real Kafka and PostgreSQL and the sandbox's carriers on good days and bad. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(SandboxResource.class)
class BookingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool database;

    @AfterEach
    void behave() {
        Desk.behaves();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sto", "thirtypost"})
    void anOrderGetsANumberAndItsShipmentIsRegistered(String carrier) {
        String orderId = "ORD-" + carrier + "-1";

        String number = book(ACME, order(carrier, orderId))
                .statusCode(201)
                .body("state", equalTo("BOOKED"))
                .body("orderId", equalTo(orderId))
                .extract()
                .path("trackingNumber");

        ShipmentId shipment = ShipmentId.of(carrier, number);
        List<Command> registrations = Desk.registrations(orderId);
        assertThat(registrations).hasSize(1);
        Command registration = registrations.get(0);
        assertThat(registration.type()).isEqualTo(Command.REGISTER_SHIPMENT);
        assertThat(registration.target()).isEqualTo(shipment.toString());
        assertThat(registration.merchantId()).isEqualTo("acme");
        assertThat(registration.arguments().path("carrier").asText()).isEqualTo(carrier);
        assertThat(registration.arguments().path("trackingNumber").asText()).isEqualTo(number);
        assertThat(Seals.ours()
                        .openText(
                                registration.arguments().path("destination").asText(),
                                Sealing.context(shipment, "destination")))
                .isEqualTo("广东省深圳市南山区");
        assertThat(registration.arguments().path("phone").asText()).startsWith("sealed:1:");
        assertThat(registration.arguments().path("labels").path(0).asText()).isEqualTo("store-12");
        Desk.as(ACME)
                .get("/v1/waybills/" + number)
                .then()
                .statusCode(200)
                .body("shipmentId", equalTo(shipment.toString()));
    }

    @Test
    void aRepetitionIsTheSameOrder() {
        String number =
                book(ACME, order("sto", "ORD-REPEAT")).statusCode(201).extract().path("trackingNumber");

        book(ACME, order("sto", "ORD-REPEAT")).statusCode(200).body("trackingNumber", equalTo(number));
        book(ACME, order("sto", "ORD-AFTER-REPEAT")).statusCode(201);

        Desk.registrations("ORD-AFTER-REPEAT"); // relayed in order of the commits
        assertThat(Desk.registrations("ORD-REPEAT")).hasSize(1);
    }

    @Test
    void anotherOrderUnderTheSameIdIsRefused() {
        book(ACME, order("sto", "ORD-TAKEN")).statusCode(201);

        book(ACME, order("sto", "ORD-TAKEN", "书")).statusCode(409);
        book(UMBRA, order("sto", "ORD-TAKEN")).statusCode(409);
    }

    @Test
    void aMerchantSeesItsOwnOrdersAlone() {
        book(ACME, order("sto", "ORD-MINE")).statusCode(201);

        became(ACME, "sto", "ORD-MINE").body("items", hasSize(1)).body("items[0].state", equalTo("BOOKED"));
        became(UMBRA, "sto", "ORD-MINE").body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "sto, timeout",
        "sto, http500",
        "sto, reset",
        "sto, drop",
        "sto, html",
        "sto, truncated",
        "thirtypost, timeout",
        "thirtypost, drop",
        "thirtypost, html"
    })
    void anOrderWhoseAnswerWasLostIsAskedForUntilItIsKnown(String carrier, String mode) {
        String orderId = "ORD-" + carrier + "-" + mode;
        Desk.fails(carrier, mode, 2);

        book(ACME, order(carrier, orderId))
                .statusCode(202)
                .header("Location", containsString("orderId=" + orderId))
                .header("Retry-After", "5")
                .body("state", equalTo("OPEN"));

        await().atMost(PATIENCE).until(() -> Desk.told(ACME, carrier, orderId, "state"), "BOOKED"::equals);
        assertThat(Desk.registrations(orderId)).hasSize(1);
        String number = Desk.told(ACME, carrier, orderId, "trackingNumber");
        book(ACME, order(carrier, orderId)).statusCode(200).body("trackingNumber", equalTo(number));
    }

    @Test
    void anOrderThatACrashCutOffIsTakenUp() {
        book(ACME, order("sto", "ORD-CRASH")).statusCode(201);
        String number = Desk.told(ACME, "sto", "ORD-CRASH", "trackingNumber");
        cutOff("ORD-CRASH", BookingRequestSamples.json("sto", "ORD-CRASH")); // plain, as an earlier version wrote it

        await().atMost(PATIENCE).untilAsserted(() -> became(ACME, "sto", "ORD-CRASH")
                .body("items[0].state", equalTo("BOOKED"))
                .body("items[0].trackingNumber", equalTo(number)));
        assertThat(Desk.registrations("ORD-CRASH"))
                .extracting(Command::id)
                .containsOnly(Desk.registrations("ORD-CRASH").get(0).id());
    }

    /** As a process leaves it that was killed between the carrier's answer and the commit. */
    private void cutOff(String orderId, String request) {
        database.preparedQuery(
                        """
                        update waybill set state = 'OPEN', attempts = 1, under_way = true, next_attempt_at = now(),
                          tracking_number = null, shipment_id = null,
                          label = null, label_form = null, details = null, booked_at = null, request = $1
                        where order_id = $2""")
                .execute(Tuple.of(request, orderId))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void anAccountThatIsNotServedIsToldAndLeftAloneForAWhile() {
        Desk.fails("sto", "bad-signature", 1);

        book(ACME, order("sto", "ORD-ACCOUNT"))
                .statusCode(502)
                .contentType("application/problem+json")
                .body("type", endsWith("account-refused"));
        book(ACME, order("sto", "ORD-PAUSED")).statusCode(502).body("detail", containsString("paused"));

        became(ACME, "sto", "ORD-ACCOUNT").body("items[0].state", equalTo("REFUSED"));
        await().atMost(PATIENCE)
                .until(() ->
                        book(ACME, order("sto", "ORD-ACCOUNT", "书")).extract().statusCode() == 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sto", "thirtypost"})
    void anIdIsTheSameInEitherCaseOfLetters(String carrier) {
        book(ACME, order(carrier, "Case-" + carrier)).statusCode(201);

        book(UMBRA, order(carrier, "cASE-" + carrier)).statusCode(409);
        book(ACME, order(carrier, "cASE-" + carrier)).statusCode(409);
    }

    @Test
    void aNumberThatTheCarrierHasAlreadyIsNobodysButItsOwners() {
        book(ACME, order("thirtypost", "ORD-ELSEWHERE")).statusCode(201);
        // as if it had been booked with the carrier by other means than Waymark
        sql("delete from waybill where order_id = 'ORD-ELSEWHERE'");

        book(UMBRA, order("thirtypost", "ORD-ELSEWHERE").replace("9.5", "10"))
                .statusCode(422)
                .body("type", endsWith("carrier-refuses"))
                .body("detail", containsString("exists"));
        became(UMBRA, "thirtypost", "ORD-ELSEWHERE").body("items[0].state", equalTo("REFUSED"));
    }

    @Test
    void anOrderThatTheCarrierNeverSaysAnythingSensibleAboutIsLeftToAPerson() {
        Desk.fails("sto", "html", 1000);
        book(ACME, order("sto", "ORD-NEVER")).statusCode(202);
        sql("update waybill set doubts = 13, next_attempt_at = now() where order_id = 'ORD-NEVER'");

        await().atMost(PATIENCE).until(() -> Desk.told(ACME, "sto", "ORD-NEVER", "state"), "HELD"::equals);
        book(ACME, order("sto", "ORD-NEVER")).statusCode(409);
    }

    @Test
    void whatAnOrderSaysOfPeopleIsSealedAsLongAsItIsKept() {
        Desk.fails("sto", "drop", 1);
        book(ACME, order("sto", "ORD-SEALED")).statusCode(202);
        assertThat(text("select request from waybill where order_id = 'ORD-SEALED'"))
                .startsWith("sealed:1:");
        await().atMost(PATIENCE).until(() -> Desk.told(ACME, "sto", "ORD-SEALED", "state"), "BOOKED"::equals);
        assertThat(text("select coalesce(request, '') || left(details, 9) from waybill where order_id = 'ORD-SEALED'"))
                .isEqualTo("sealed:1:");
        became(ACME, "sto", "ORD-SEALED").body("items[0].details", not(anEmptyMap()));
    }

    @Test
    void anOrderThatCannotBeOpenedWaitsUntilItCan() {
        book(ACME, order("sto", "ORD-FOREIGN")).statusCode(201);
        String context = text("select waybill_id || ':request' from waybill where order_id = 'ORD-FOREIGN'");
        String json = BookingRequestSamples.json("sto", "ORD-FOREIGN");
        cutOff("ORD-FOREIGN", Seals.foreign(json, context));

        await().atMost(PATIENCE)
                .until(
                        () -> text("select last_code || ' ' || state || under_way from waybill"
                                + " where order_id = 'ORD-FOREIGN' and next_attempt_at > now()"),
                        "not-opened OPENtrue"::equals);

        cutOff("ORD-FOREIGN", Seals.ours().sealText(json, context));
        await().atMost(PATIENCE).until(() -> Desk.told(ACME, "sto", "ORD-FOREIGN", "state"), "BOOKED"::equals);
    }

    @Test
    void aLabelThatCannotBeOpenedIsNotSaidToBeMissing() {
        String number =
                book(ACME, order("sto", "ORD-LABEL")).statusCode(201).extract().path("trackingNumber");
        sql("update waybill set label_form = 'HTML', label = '" + Seals.foreign("<html/>", "any")
                + "' where order_id = 'ORD-LABEL'");

        Desk.as(ACME).get("/v1/waybills/" + number).then().statusCode(503).contentType("application/problem+json");
    }

    @Test
    void anOrderWhoseParcelIsErasedKeepsItsNumberAloneAndIsNotPlacedAgain() {
        String shipment =
                book(ACME, order("sto", "ORD-GONE")).statusCode(201).extract().path("shipmentId");
        String number = Desk.told(ACME, "sto", "ORD-GONE", "trackingNumber");

        assertThat(Desk.erasedByOrder(shipment, "erasure-2")
                        .at("/counts/waybills")
                        .asInt())
                .isEqualTo(1);

        assertThat(text(
                        "select concat_ws(',', state, merchant_id, tracking_number, order_id = waybill_id::text, digest, request,"
                                + " label, label_form, details) from waybill where tracking_number = '" + number + "'"))
                .isEqualTo("ERASED,acme," + number + ",t,");
        became(ACME, "sto", "ORD-GONE")
                .body("items[0].state", equalTo("ERASED"))
                .body("items[0].label", nullValue());
        book(ACME, order("sto", "ORD-GONE")).statusCode(409);
        Desk.as(ACME).delete("/v1/waybills/" + number).then().statusCode(409);
    }

    /** Until it has a number it is of no shipment: its erasure finds nothing, and it is erased when it gets its number. */
    @Test
    void anOpenOrderThatTurnsOutToBeOfAnErasedParcelIsErasedWithoutBeingRegistered() {
        String shipment =
                book(ACME, order("sto", "ORD-LATE")).statusCode(201).extract().path("shipmentId");
        Desk.registrations("ORD-LATE");
        Desk.fails("sto", "html", 1000);
        cutOff("ORD-LATE", BookingRequestSamples.json("sto", "ORD-LATE"));

        assertThat(Desk.erasedByOrder(shipment, "erasure-3")
                        .at("/counts/waybills")
                        .asInt())
                .as("it is open")
                .isZero();
        Desk.behaves();
        sql("update waybill set next_attempt_at = now() where order_id = 'ORD-LATE'");

        await().atMost(PATIENCE).until(() -> Desk.told(ACME, "sto", "ORD-LATE", "state"), "ERASED"::equals);
        assertThat(text(
                        "select concat_ws(',', order_id = waybill_id::text, digest, request, label, details) from waybill"
                                + " where shipment_id = '" + shipment + "'"))
                .isEqualTo("t,");
        book(ACME, order("sto", "ORD-AFTER-LATE")).statusCode(201);
        Desk.registrations("ORD-AFTER-LATE");
        assertThat(Desk.registrations("ORD-LATE")).hasSize(1);
    }

    /** The parcel is another merchant's too, and goes on. */
    @Test
    void ofOneMerchantsRegistrationItsOwnWaybillIsErased() {
        String shipment =
                book(ACME, order("sto", "ORD-OWN")).statusCode(201).extract().path("shipmentId");
        sql("update waybill set label = 'x', label_form = 'HTML' where order_id = 'ORD-OWN'");

        assertThat(erasedOf("umbra", shipment, "erasure-4")).isZero();
        assertThat(Desk.told(ACME, "sto", "ORD-OWN", "label")).isEqualTo("x");

        assertThat(erasedOf("acme", shipment, "erasure-5")).isOne();
        became(ACME, "sto", "ORD-OWN").body("items[0].state", equalTo("ERASED")).body("items[0].label", nullValue());
    }

    @Test
    void anOpenOrderThatTurnsOutToBeOfAnErasedRegistrationIsErased() {
        String shipment = book(ACME, order("sto", "ORD-OWN-LATE"))
                .statusCode(201)
                .extract()
                .path("shipmentId");
        Desk.registrations("ORD-OWN-LATE");
        Desk.fails("sto", "html", 1000);
        cutOff("ORD-OWN-LATE", BookingRequestSamples.json("sto", "ORD-OWN-LATE"));
        assertThat(erasedOf("acme", shipment, "erasure-6")).as("it is open").isZero();
        Desk.behaves();
        sql("update waybill set next_attempt_at = now() where order_id = 'ORD-OWN-LATE'");

        await().atMost(PATIENCE).until(() -> Desk.told(ACME, "sto", "ORD-OWN-LATE", "state"), "ERASED"::equals);
        assertThat(Desk.registrations("ORD-OWN-LATE")).hasSize(1);
    }

    private static int erasedOf(String merchantId, String shipment, String erasure) {
        return Desk.erasedByOrder(shipment, erasure, merchantId)
                .at("/counts/waybills")
                .asInt(-1);
    }

    private String text(String statement) {
        for (Row row : database.query(statement).execute().await().atMost(PATIENCE)) {
            return row.getString(0);
        }
        return "";
    }

    @Test
    void whatAnErasureForgetsIsTheLabel() {
        String shipment = book(ACME, order("thirtypost", "ORD-ERASED"))
                .statusCode(201)
                .extract()
                .path("shipmentId");
        sql("update waybill set label = 'x', label_form = 'HTML' where order_id = 'ORD-ERASED'");

        Desk.erases(shipment);

        await().atMost(PATIENCE).until(() -> Desk.told(ACME, "thirtypost", "ORD-ERASED", "label") == null);
    }

    private void sql(String statement) {
        database.query(statement).execute().await().atMost(PATIENCE);
    }

    @Test
    void whatIsWrongIsNamed() {
        book(ACME, "{\"carrier\": \"sto\", \"sender\": {\"name\": \"张三\"}, \"bogus\": 1}")
                .statusCode(422)
                .body("errors.field", hasItems("orderId", "sender.phone", "sender.address", "receiver", "bogus"));
        book(ACME, order("yto", "ORD-YTO")).statusCode(422).body("errors[0].field", equalTo("carrier"));
        book(ACME, order("thirtypost", "ORD-BRANCH").replace("\"A\"", "\"Z\""))
                .statusCode(422)
                .body("errors[0].field", equalTo("options.branch"));
        book(ACME, "[]").statusCode(400);
        became(ACME, "thirtypost", "ORD-BRANCH").body("items[0].state", equalTo("REFUSED"));
    }

    @Test
    void withoutAKeyNothingIsBooked() {
        given().contentType("application/json")
                .body(order("sto", "ORD-NOBODY"))
                .post("/v1/waybills")
                .then()
                .statusCode(401);
        book("wrong-key", order("sto", "ORD-NOBODY")).statusCode(401);
    }

    @Test
    void anOrderIsWithdrawnOnce() {
        String number =
                book(ACME, order("sto", "ORD-CANCEL")).statusCode(201).extract().path("trackingNumber");

        Desk.as(UMBRA).delete("/v1/waybills/" + number).then().statusCode(404);
        for (int i = 0; i < 2; i++) {
            Desk.as(ACME)
                    .delete("/v1/waybills/" + number)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("CANCELLED"));
        }
        book(ACME, order("sto", "ORD-CANCEL")).statusCode(409);
    }

    @Test
    void anOrderWhoseWithdrawalGotNoAnswerIsOfNoUseAndMayBeWithdrawnAgain() {
        String number = book(ACME, order("sto", "ORD-CANCEL-LOST"))
                .statusCode(201)
                .extract()
                .path("trackingNumber");
        Desk.fails("sto", "drop", 1);

        Desk.as(ACME).delete("/v1/waybills/" + number).then().statusCode(503);
        became(ACME, "sto", "ORD-CANCEL-LOST").body("items[0].state", equalTo("CANCELLING"));
        book(ACME, order("sto", "ORD-CANCEL-LOST")).statusCode(409);

        Desk.as(ACME).delete("/v1/waybills/" + number).then().statusCode(200).body("state", equalTo("CANCELLED"));
    }

    @Test
    void anOrderThatTheCarrierDoesNotWithdrawStaysBooked() {
        String number = book(ACME, order("sto", "ORD-CANCEL-NOT"))
                .statusCode(201)
                .extract()
                .path("trackingNumber");
        Desk.fails("sto", "bad-signature", 1);

        Desk.as(ACME).delete("/v1/waybills/" + number).then().statusCode(502);
        became(ACME, "sto", "ORD-CANCEL-NOT").body("items[0].state", equalTo("BOOKED"));
        await().atMost(PATIENCE)
                .until(() -> Desk.as(ACME).delete("/v1/waybills/" + number).statusCode() == 200);
    }

    @Test
    void aMerchantReachesNoOthersParcelAlsoWithAKeyOfTheStaff() {
        String number = book(ACME, order("thirtypost", "ORD-OTHERS"))
                .statusCode(201)
                .extract()
                .path("trackingNumber");

        Desk.as(UMBRA).get("/v1/waybills/" + number + "/return-label").then().statusCode(404);
        Desk.as(UMBRA).get("/v1/waybills/" + number + "/weight").then().statusCode(404);
        Desk.as(UMBRA).get("/v1/waybills/" + number).then().statusCode(404);
    }

    @Test
    void aParcelIsWeighedAndItsReturnLabelFetched() {
        String number = book(ACME, order("thirtypost", "ORD-WEIGHT"))
                .statusCode(201)
                .extract()
                .path("trackingNumber");

        Number weight = Desk.as(ACME)
                .get("/v1/waybills/" + number + "/weight")
                .then()
                .statusCode(200)
                .extract()
                .path("weight");
        assertThat(weight.doubleValue()).isPositive();
        Desk.as(ACME)
                .get("/v1/waybills/" + number + "/return-label")
                .then()
                .statusCode(200)
                .body("labelForm", equalTo("URL"));
    }

    @Test
    void aBatchIsOpenedAndClosedByItsOwner() {
        String batch = "{\"name\": \"B-1\"}";
        Desk.as(ACME).body(batch).post("/v1/batches").then().statusCode(201).body("state", equalTo("OPEN"));
        Desk.as(ACME).body(batch).post("/v1/batches").then().statusCode(200);
        Desk.as(UMBRA).body(batch).post("/v1/batches").then().statusCode(409);

        for (int i = 0; i < 2; i++) {
            Desk.as(ACME).post("/v1/batches/B-1/close").then().statusCode(200).body("state", equalTo("CLOSED"));
        }
        Desk.as(ACME).post("/v1/batches/B-NONE/close").then().statusCode(404);
    }

    @Test
    void aBatchWhoseAnswerWasLostIsOpenOnTheNextTry() {
        Desk.fails("thirtypost", "drop", 1);
        Desk.as(ACME).body("{\"name\": \"B-LOST\"}").post("/v1/batches").then().statusCode(503);

        Desk.as(ACME)
                .body("{\"name\": \"B-LOST\"}")
                .post("/v1/batches")
                .then()
                .statusCode(201)
                .body("state", equalTo("OPEN"));
    }

    @Test
    void outletsOfACityAreListed() {
        Desk.as(ACME)
                .queryParam("province", "浙江省")
                .queryParam("city", "杭州市")
                .get("/v1/outlets")
                .then()
                .statusCode(200)
                .body("items.city", everyItem(equalTo("杭州市")))
                .body("items", not(hasSize(0)));
        Desk.fails("sto", "http500", 1);
        Desk.as(ACME).get("/v1/outlets").then().statusCode(503).header("Retry-After", "5");
    }
}
