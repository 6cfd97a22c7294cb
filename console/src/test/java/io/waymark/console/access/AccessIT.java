package io.waymark.console.access;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.OTHER;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.access.KeyHash;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class AccessIT {

    private static final String PROBLEM = "application/problem+json";
    private static final String READER = "reader-key";
    private static final String WRITER = "writer-key";

    @Inject
    Pool database;

    @Inject
    ApiKeyScheduler scheduler;

    @BeforeEach
    void keysWithOneScopeEach() {
        store(READER, "read");
        store(WRITER, "register");
        scheduler.refresh().await().atMost(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/shipments",
        "POST, /v1/shipments/8bb6c7be-429f-5f0d-998a-84695862fba7/settlements",
        "GET, /v1/shipments",
        "GET, /v1/shipments/8bb6c7be-429f-5f0d-998a-84695862fba7",
        "GET, /v1/shipments/8bb6c7be-429f-5f0d-998a-84695862fba7/events",
        "GET, /v1/settlements",
        "GET, /v1/settlements/summary",
        "GET, /v1/settlements/8bb6c7be-429f-5f0d-998a-84695862fba7",
        "GET, /v1/settlements/8bb6c7be-429f-5f0d-998a-84695862fba7/dispute-pack",
        "POST, /v1/settlements/8bb6c7be-429f-5f0d-998a-84695862fba7/retry",
        "POST, /v1/settlements/8bb6c7be-429f-5f0d-998a-84695862fba7/hold",
        "POST, /v1/settlements/8bb6c7be-429f-5f0d-998a-84695862fba7/release",
        "POST, /v1/settlements/8bb6c7be-429f-5f0d-998a-84695862fba7/write-off",
        "GET, /v1/commands/8bb6c7be-429f-5f0d-998a-84695862fba7",
        "GET, /v1/conservation"
    })
    void noCallWorksWithoutAValidKey(String method, String path) {
        refused(call(given(), method, path));
        refused(call(as("wrong-key"), method, path)).header("WWW-Authenticate", containsString("invalid_token"));
        refused(call(as(""), method, path));
        refused(call(given().header("Authorization", "Basic cXVpY2tzdGFydC1rZXk6"), method, path));
        refused(call(given().header("Authorization", DEFAULT), method, path));
    }

    @Test
    void scopesDecideWhatAKeyMayDo() {
        String number = number();
        register(READER, number, "").statusCode(403).contentType(PROBLEM);
        register(WRITER, number, "").statusCode(201);
        get(WRITER, "/v1/shipments").statusCode(403).contentType(PROBLEM);
        get(READER, "/v1/shipments/" + ShipmentId.of("sto", number)).statusCode(200);
    }

    @Test
    void onlyAnOperatorsKeyOrders() {
        String path = "/v1/settlements/8bb6c7be-429f-5f0d-998a-84695862fba7/hold";
        for (String key : List.of(READER, WRITER)) {
            call(as(key), "POST", path).statusCode(403).contentType(PROBLEM);
        }
        call(as(DEFAULT), "POST", path).statusCode(422);
        get(WRITER, "/v1/commands/none").statusCode(403);
        get(READER, "/v1/commands/none").statusCode(404);
    }

    @Test
    void onlyAnOperatorsKeySeesWhatCameInForAllMerchants() {
        for (String key : List.of(READER, WRITER)) {
            get(key, "/v1/conservation").statusCode(403).contentType(PROBLEM);
        }
        get(DEFAULT, "/v1/conservation").statusCode(200);
    }

    @Test
    void anotherMerchantsShipmentsAndSettlementsDoNotExist() {
        String number = number();
        String id = ShipmentId.of("sto", number).toString();
        String settlement =
                SettlementBinding.idOf("onerway", "T" + number, number).toString();
        register(DEFAULT, number, ", \"orderId\": \"SECRET\", \"settlement\": " + onerway("T" + number))
                .statusCode(201);

        get(ACME, "/v1/shipments/" + id).statusCode(404).contentType(PROBLEM);
        get(ACME, "/v1/shipments/" + id + "/events").statusCode(404);
        get(ACME, "/v1/settlements/" + settlement).statusCode(404);
        get(ACME, "/v1/shipments?trackingNumber=" + number).body("items", empty());
        get(ACME, "/v1/shipments?orderId=SECRET").body("items", empty());
        get(DEFAULT, "/v1/settlements/" + settlement).statusCode(200).body("state", equalTo("OWED"));

        register(ACME, number, "").statusCode(201);
        String seen = get(ACME, "/v1/shipments/" + id).statusCode(200).extract().asString();
        assertThat(seen).doesNotContain("SECRET").doesNotContain(settlement);
    }

    @Test
    void twoKeysWithoutANameAreTwoMerchants() {
        String number = number();
        register(DEFAULT, number, ", \"orderId\": \"A\", \"settlement\": " + onerway("A" + number))
                .statusCode(201);
        register(OTHER, number, ", \"orderId\": \"B\", \"settlement\": " + onerway("B" + number))
                .statusCode(201)
                .body("orderId", equalTo("B"))
                .body("settlements.transactionId", contains("B" + number));
        register(OTHER, number, ", \"settlement\": " + onerway("A" + number)).statusCode(409);

        get(DEFAULT, "/v1/shipments/" + ShipmentId.of("sto", number))
                .body("orderId", equalTo("A"))
                .body("settlements.transactionId", contains("A" + number));
        get(OTHER, "/v1/settlements?limit=200").body("items.transactionId", contains("B" + number));
    }

    @Test
    void everyErrorIsAProblem() {
        problem(get(DEFAULT, "/v1/shipments/not-an-id"), 404);
        problem(get(DEFAULT, "/v1/shipments/00000000-0000-0000-0000-000000000000"), 404);
        problem(get(DEFAULT, "/v1/nothing"), 404);
        problem(get(DEFAULT, "/nothing"), 404);
        problem(get(DEFAULT, "/q/health"), 404);
        problem(as(DEFAULT).delete("/v1/shipments").then(), 405);
        problem(
                as(DEFAULT)
                        .contentType("text/plain")
                        .body("x")
                        .post("/v1/shipments")
                        .then(),
                415);
        problem(json("{\"carrier\":"), 400);
        problem(json("{\"carrier\":\"sto\"}"), 422).body(containsString("trackingNumber"));
        problem(json("x".repeat(70_000)), 413);
        problem(json("x".repeat(2_000_000)), 413);
        problem(get(DEFAULT, "/v1/shipments?limit=0"), 400);
        problem(get(DEFAULT, "/v1/shipments?cursor=abc"), 400);
        problem(get(DEFAULT, "/v1/shipments?status=LOST"), 400).body("errors[0].field", equalTo("status"));
        problem(as(DEFAULT).accept("text/html").get("/v1/shipments").then(), 406);
    }

    @Test
    void theDescriptionNeedsNoKey() {
        given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/shipments/{shipmentId}"));
        given().get("/swagger").then().statusCode(200);
        given().get("/").then().statusCode(200).body("openapi", equalTo("/openapi"));
    }

    @ParameterizedTest
    @ValueSource(ints = {66_000, 200_000, 20_000_000})
    void aBodyThatDoesNotSayItsLengthIsMeasured(int bytes) throws Exception {
        byte[] body = "x".repeat(bytes).getBytes(StandardCharsets.UTF_8);
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://localhost:" + RestAssured.port + "/v1/shipments")
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + DEFAULT);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(8192);
        writeUntilRefused(connection, body);

        assertThat(connection.getResponseCode()).isEqualTo(413);
        assertThat(connection.getContentType()).startsWith(PROBLEM);
    }

    @Test
    void aLargeBodyWithinTheLimitIsTaken() {
        register(DEFAULT, number(), " ".repeat(60_000)).statusCode(201);
    }

    /** The server may answer, and stop listening, before all is said. */
    private static void writeUntilRefused(HttpURLConnection connection, byte[] body) {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        } catch (IOException refused) {
            assertThat(body.length).isGreaterThan(100_000);
        }
    }

    private static ValidatableResponse call(RequestSpecification as, String method, String path) {
        return as.contentType(ContentType.JSON).body("{}").request(method, path).then();
    }

    private static ValidatableResponse json(String body) {
        return as(DEFAULT)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/shipments")
                .then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer) {
        return problem(answer, 401).header("WWW-Authenticate", startsWith("Bearer"));
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status).contentType(PROBLEM).body("status", equalTo(status));
    }

    private void store(String key, String scope) {
        database.preparedQuery(
                        """
                        insert into api_key (key_hash, merchant_id, name, scopes, configured)
                        values ($1, 'default', 'test', $2, false) on conflict do nothing""")
                .execute(Tuple.of(KeyHash.of(key), new String[] {scope}))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
