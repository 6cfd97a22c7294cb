package io.waymark.console.order;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class OrderRefusalIT {

    private final Orders orders = new Orders(number());

    @BeforeEach
    void theSettlementIsBound() {
        orders.bind();
    }

    @Test
    void onlyARetryNeedsNoReason() {
        for (String order : List.of("hold", "release", "write-off")) {
            orders.order(ACME, order, "{}").statusCode(422).body("errors.field", contains("reason"));
            orders.order(ACME, order, "{\"reason\": \"  \"}").statusCode(422).body("errors.field", contains("reason"));
            orders.order(ACME, order, "").statusCode(422).body("errors.field", contains("reason"));
        }
        orders.order(ACME, "retry", "{}").statusCode(202).body("reason", equalTo(""));
        orders.order(ACME, "retry", "").statusCode(202);
        as(ACME).post("/v1/settlements/" + orders.settlement() + "/retry")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\": 7}",
                "{\"reason\": \"a\\u0000b\"}",
                "{\"reason\": \"a\\u202Eb\"}",
                "{\"why\": \"x\"}"
            })
    void aBadBodyIsRefusedByItsField(String body) {
        orders.order(ACME, "retry", body)
                .statusCode(422)
                .body("errors.field", contains(body.contains("why") ? "why" : "reason"));
    }

    @Test
    void aReasonHasAtMost500CharactersAndABodyMustBeAnObject() {
        orders.order(ACME, "hold", "{\"reason\": \"" + "x".repeat(501) + "\"}").statusCode(422);
        orders.order(ACME, "hold", "{\"reason\": \"" + "签".repeat(500) + "\"}").statusCode(202);
        orders.order(ACME, "hold", "[]").statusCode(400);
    }

    @Test
    void whatIsNotThereOrAnotherMerchantsIsNotFound() {
        String id = orders.hold();
        orders.order(DEFAULT, "hold", Orders.WHY).statusCode(404).contentType("application/problem+json");
        get(DEFAULT, "/v1/commands/" + id).statusCode(404).contentType("application/problem+json");
        for (String unknown : List.of("none", "00000000-0000-0000-0000-000000000000")) {
            as(ACME).contentType(ContentType.JSON)
                    .body(Orders.WHY)
                    .post("/v1/settlements/" + unknown + "/hold")
                    .then()
                    .statusCode(404);
            get(ACME, "/v1/commands/" + unknown).statusCode(404);
        }
        assertThat(orders.sent(1)).hasSize(1);
    }

    @Test
    void everyOrderIsPartOfTheDescription() {
        ValidatableResponse description =
                as(ACME).accept("application/json").get("/openapi").then().statusCode(200);
        for (String order : List.of("retry", "hold", "release", "write-off")) {
            String path = "paths.'/v1/settlements/{settlementId}/" + order + "'.post";
            description.body(path + ".responses.keySet()", hasItems("202", "404", "409", "422"));
            description.body(path + ".parameters.name", hasItem("settlementId"));
            description.body(path + ".parameters.'$ref'", hasItem("#/components/parameters/IdempotencyKey"));
        }
        description
                .body("paths", hasKey("/v1/commands/{commandId}"))
                .body("paths", hasKey("/v1/settlements/summary"))
                .body(
                        "paths.'/v1/settlements/{settlementId}/dispute-pack'.get.responses.'200'.content",
                        hasKey("application/zip"))
                .body("paths.'/v1/settlements'.get.parameters.name", hasItems("state", "gateway", "due", "agrees"));
    }
}
