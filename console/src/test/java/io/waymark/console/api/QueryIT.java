package io.waymark.console.api;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class QueryIT {

    @ParameterizedTest
    @CsvSource({
        "/v1/shipments, carrier, s%00to",
        "/v1/shipments, trackingNumber, %00",
        "/v1/shipments, trackingNumber, 7%E2%80%8B3",
        "/v1/shipments, orderId, a%00b",
        "/v1/shipments, orderId, a%1Bb",
        "/v1/shipments, status, %00",
        "/v1/shipments, monitoring, %00",
        "/v1/shipments, cursor, %00",
        "/v1/shipments, limit, %00",
        "/v1/settlements, gateway, %00",
        "/v1/settlements, state, %00"
    })
    void aValueThatCanMeanNothingIsRefusedByName(String path, String parameter, String value) {
        malformed(path + "?" + parameter + "=" + value).body("errors.field", contains(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ED%A0%80", "%FF", "%C0%80"})
    void bytesThatAreNoUtf8FindNothing(String bytes) {
        raw("/v1/shipments?orderId=" + bytes).statusCode(200).body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sto", "STO", "shentong", "ShenTong", "%20sto%20"})
    void aCarrierIsFoundByEachOfItsNames(String carrier) {
        String number = number();
        register(DEFAULT, number, "").statusCode(201);

        raw("/v1/shipments?trackingNumber=" + number + "&carrier=" + carrier)
                .statusCode(200)
                .body("items.trackingNumber", contains(number));
        raw("/v1/shipments?carrier=" + carrier).body("items[0].trackingNumber", equalTo(number));
    }

    @Test
    void aCarrierThatNobodyKnowsFindsNothing() {
        get(DEFAULT, "/v1/shipments?carrier=nobody").statusCode(200).body("items", empty());
    }

    private static ValidatableResponse malformed(String path) {
        return raw(path)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:waymark:problem:malformed-request"));
    }

    /** The path as it is, escapes and all. */
    private static ValidatableResponse raw(String path) {
        return as(DEFAULT).urlEncodingEnabled(false).get(path).then();
    }
}
