package io.waymark.poller.subscription;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.cost.StaffResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who should be telling of a shipment, and what waits for a person. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class LedgerIT {

    @Inject
    Pool database;

    private long run(String statement) {
        return database.query(statement)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(20))
                .rowCount();
    }

    private static ShipmentId idOf(String number) {
        return ShipmentId.of("yto", number);
    }

    private void followed(String number, int count, String provider, boolean held) {
        run(
                "insert into watch (shipment_id, provider, carrier, tracking_number, number, tracking, registered_at, revision,"
                        + " heard_at, told, silent_since, purpose, held, last_code, asked_at, next_at) values ('"
                        + idOf(number)
                        + "', '" + provider + "', 'yto', '" + number + count + "', " + count + ", 'AUTO', now(), 1,"
                        + " '2026-11-20T08:00:00Z', true, '2026-11-21T08:00:00Z', 'SILENCE', " + held
                        + ", '400', '2020-01-01T00:00:00Z', null)");
    }

    private static ValidatableResponse retry(String number) {
        return given().header("Authorization", "Bearer key-of-acme")
                .post("/v1/subscriptions/" + idOf(number) + "/retry")
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().header("Authorization", "Bearer key-of-acme")
                .get("/v1/subscriptions/" + path)
                .then();
    }

    @Test
    void everyNumberSaysWhoShouldTellAndWhenTheyDid() {
        followed("LEDGER", 1, "kuaidi100", false);
        run(
                "insert into subscription (shipment_id, provider, carrier, tracking_number, revision, number, state, accepted_at,"
                        + " last_attempt_at, last_code) values ('" + idOf("LEDGER")
                        + "', 'kuaidi100', 'yto', 'LEDGER1', 1, 2, 'ACCEPTED', '2026-11-19T08:00:00Z', now(), '501')");
        followed("LEDGER", 100, "thirtypost", false);

        get(idOf("LEDGER").toString())
                .statusCode(200)
                .body("items.trackingNumber", contains("LEDGER1", "LEDGER100"))
                .body("items[0].state", equalTo("ACCEPTED"))
                .body("items[0].number", equalTo(2))
                .body("items[0].since", equalTo("2026-11-19T08:00:00Z"))
                .body("items[0].lastHeard", equalTo("2026-11-20T08:00:00Z"))
                .body("items[0].silentSince", equalTo("2026-11-21T08:00:00Z"))
                .body("items[0].purpose", equalTo("SILENCE"))
                .body("items[0].lastCode", equalTo("501"))
                .body("items[1].provider", equalTo("thirtypost"))
                .body("items[1].state", nullValue())
                .body("items[1].lastCode", equalTo("400"));
    }

    @Test
    void aSubscriptionWithoutAnythingElseIsShownToo() {
        run("insert into subscription (shipment_id, provider, carrier, tracking_number, revision) values ('"
                + idOf("ALONE") + "', 'kuaidi100', 'yto', 'ALONE', 1)");

        get(idOf("ALONE").toString())
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("DUE"))
                .body("items[0].lastHeard", nullValue());
    }

    @Test
    void whatIsNotFollowedIsNotFound() {
        get(idOf("NOBODYS").toString()).statusCode(404);
        get("no-id").statusCode(404);
        given().get("/v1/subscriptions/" + idOf("NOBODYS")).then().statusCode(401);
    }

    @Test
    void aNumberThatMayNotBeAskedAboutIsListedAndAskedAgainOnOrder() {
        followed("HELDQUERY", 1, "kuaidi100", true);
        run("update watch set heard_at = now() where tracking_number = 'HELDQUERY1'");
        String held = "items.find { it.trackingNumber == 'HELDQUERY1' }";

        get("held").statusCode(200).body(held + ".operation", equalTo("query")).body(held + ".code", equalTo("400"));

        retry("HELDQUERY").statusCode(200).body("tried", equalTo(1));
        get("held").body(held, nullValue());
        get(idOf("HELDQUERY").toString()).body("items[0].nextLookAt", notNullValue());
    }

    @Test
    void aNumberThatWasGivenUpIsTakenUpOnOrder() {
        followed("GIVENUP", 1, "thirtypost", false);
        run("update watch set registered_at = '2026-01-01T00:00:00Z', heard_at = '2026-01-01T00:00:00Z', told = false,"
                + " purpose = 'NONE', ended_at = now(), end_reason = 'NOT_FOUND', silent_since = null"
                + " where tracking_number = 'GIVENUP1'");

        retry("GIVENUP").statusCode(200).body("tried", equalTo(1));

        get(idOf("GIVENUP").toString())
                .body("items[0].endReason", nullValue())
                .body("items[0].purpose", equalTo("POLL"))
                .body("items[0].nextLookAt", notNullValue());
        retry("GIVENUP").statusCode(404);
    }

    @Test
    void whatHasArrivedIsNotTakenUpOnOrder() {
        followed("THERE", 1, "thirtypost", false);
        run("update watch set ended_at = now(), end_reason = 'TERMINAL' where tracking_number = 'THERE1'");

        retry("THERE").statusCode(404);
    }
}
