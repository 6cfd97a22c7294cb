package io.waymark.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** What a service gets by depending on this module and doing nothing else. */
@QuarkusTest
class DoorIT {

    private static final String PROBLEM = "application/problem+json";

    @Test
    void theKeysOfTheConfigurationOpenTheDoorToTheirMerchants() {
        knock("quickstart-key", "{\"word\": \"hello\"}").statusCode(200).body("merchant", equalTo("default"));
        knock("acme-key", "{\"word\": \"hello\"}").statusCode(200).body("merchant", equalTo("acme"));
    }

    @Test
    void aKeyThatIsMissingOrWrongIsAProblem() {
        knock("wrong-key", "{}").statusCode(401).contentType(PROBLEM).header("WWW-Authenticate", startsWith("Bearer"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/door")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void everyMistakeIsAProblemThatNamesItsField() {
        knock("acme-key", "{\"word\": \"too long\", \"wrod\": 1}")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.field", contains("word", "wrod"));
        knock("acme-key", "{\"word\"").statusCode(400).contentType(PROBLEM);
        knock("acme-key", "\"" + "x".repeat(70_000) + "\"").statusCode(413).contentType(PROBLEM);
    }

    @Test
    void aCallThatNamesNoScopeIsClosedToAll() {
        given().header("Authorization", "Bearer acme-key")
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/door/back")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
    }

    private static ValidatableResponse knock(String key, String body) {
        return given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/door")
                .then();
    }
}
