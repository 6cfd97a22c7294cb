package io.waymark.console.audit;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.access.Merchants;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class AuditIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Merchants merchants;

    @Inject
    Pool database;

    private final String merchant = "m" + number();
    private final String number = number();

    @BeforeEach
    void aMerchant() {
        merchants.add(merchant, merchant);
    }

    @Test
    void aRegistrationIsEntered() {
        register(", \"phone\": \"13488888888\", \"orderId\": \"SECRET\"").statusCode(201);

        ValidatableResponse audit = get(merchant, "/v1/audit").statusCode(200);
        audit.body("items.action", contains("POST /v1/shipments"))
                .body("items[0].merchantId", equalTo(merchant))
                .body("items[0].actor", startsWith(merchant + "/key-"))
                .body("items[0].target", startsWith("/v1/shipments/"))
                .body("items[0].status", equalTo(201))
                .body("items[0].source", equalTo("127.0.0.0/24"));
        assertThat(audit.extract().asString()).doesNotContain("13488888888").doesNotContain("SECRET");
    }

    @Test
    void whatIsRefusedIsEnteredToo() {
        merchants.add(merchant, merchant + "-read", "read");

        as(merchant + "-read")
                .contentType("application/json")
                .body("{}")
                .post("/v1/shipments")
                .then()
                .statusCode(403);
        register(", \"goods\": \"?\"").statusCode(422);
        as(merchant)
                .contentType("application/json")
                .body("{\"reason\": \"why\"}")
                .post("/v1/settlements/13488888888/hold")
                .then()
                .statusCode(404);

        get(merchant, "/v1/audit")
                .body("items.status", contains(404, 422, 403))
                .body("items[0].action", equalTo("POST /v1/settlements/{settlementId}/hold"))
                .body("items[0].target", equalTo(""));
    }

    @Test
    void makingAndEndingKeysIsEntered() {
        String id = as(merchant)
                .contentType("application/json")
                .body("{\"name\": \"n\", \"scopes\": [\"read\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("keyId");
        as(merchant).delete("/v1/keys/" + id).then().statusCode(204);

        get(merchant, "/v1/audit")
                .body("items.action", contains("DELETE /v1/keys/{keyId}", "POST /v1/keys"))
                .body("items.target", everyItem(endsWith(id)));
    }

    @Test
    void readingIsNotEntered() {
        get(merchant, "/v1/shipments").statusCode(200);

        get(merchant, "/v1/audit").body("items", empty());
    }

    @Test
    void aWrongKeyIsEnteredForTheStaffAlone() {
        Instant before = Instant.now();
        get("wrong-" + number, "/v1/shipments").statusCode(401);

        get(STAFF, "/v1/audit?action=login&from=" + before)
                .body("items.status", hasItem(401))
                .body("items[0].merchantId", nullValue())
                .body("items[0].actor", equalTo(""));
        get(merchant, "/v1/audit").body("items", empty());
    }

    @Test
    void aCallWithoutAnyKeyIsNoLogin() {
        Instant before = Instant.now();
        given().get("/v1/shipments").then().statusCode(401);

        get(STAFF, "/v1/audit?action=login&limit=1&to=" + before.plusSeconds(3600) + "&from=" + before)
                .body("items", empty());
    }

    @Test
    void everyFilterNarrows() {
        register("").statusCode(201);
        Instant between = Instant.now();
        register("").statusCode(200);
        String actor = get(merchant, "/v1/audit").extract().path("items[0].actor");

        get(merchant, "/v1/audit?actor=" + actor).body("items.status", contains(200, 201));
        get(merchant, "/v1/audit?actor=nobody").body("items", empty());
        get(merchant, "/v1/audit?action=POST /v1/shipments").body("items.status", contains(200, 201));
        get(merchant, "/v1/audit?action=login").body("items", empty());
        get(merchant, "/v1/audit?from=" + between).body("items.status", contains(200));
        get(merchant, "/v1/audit?to=" + between).body("items.status", contains(201));
        get(merchant, "/v1/audit?from=yesterday").statusCode(400).body("errors.field", contains("from"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T00:00:00Z", "+10000-01-01T00:00:00Z", "-0044-01-01T00:00:00Z"})
    void aYearIsOneOfFourDigits(String time) {
        get(merchant, "/v1/audit?from=" + time).statusCode(400).body("errors.field", contains("from"));
        get(merchant, "/v1/audit?to=" + time).statusCode(400).body("errors.field", contains("to"));
    }

    @Test
    void pagesFollowOneAnother() {
        register("").statusCode(201);
        register("").statusCode(200);

        String next = get(merchant, "/v1/audit?limit=1")
                .body("items.status", contains(200))
                .extract()
                .path("next");
        get(merchant, "/v1/audit?limit=1&cursor=" + next)
                .body("items.status", contains(201))
                .body("next", nullValue());
        get(merchant, "/v1/keys?cursor=" + next).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set actor = 'x'", "delete from audit", "truncate audit"})
    void whatIsEnteredStays(String statement) {
        assertThatThrownBy(() -> database.query(statement).execute().await().atMost(SOON))
                .hasMessageContaining("only added to");
    }

    private ValidatableResponse register(String more) {
        return as(merchant)
                .contentType("application/json")
                .body("{\"carrier\": \"sto\", \"trackingNumber\": \"" + number + "\"" + more + "}")
                .post("/v1/shipments")
                .then();
    }
}
