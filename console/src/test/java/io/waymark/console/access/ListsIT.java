package io.waymark.console.access;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.waymark.console.Api;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every list, and for every query parameter, that the description knows of. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ListsIT {

    private static final String FORGED = "AAAF_0m2Ww8AAAAB";

    @Inject
    Merchants merchants;

    private final String owner = "o" + number();
    private final String rival = "r" + number();
    private final String first = number();
    private final String second = number();

    /** By their names in paths, what the owner has. */
    private final Map<String, String> ids = new HashMap<>();

    @BeforeEach
    void twoMerchantsWithTwoShipmentsEach() {
        for (String merchant : List.of(owner, rival)) {
            merchants.add(merchant, merchant);
            merchants.add(merchant, merchant + "-further", "read");
            for (String number : List.of(first, second)) {
                String payment = onerway(merchant + number);
                register(merchant, number, ", \"orderId\": \"" + merchant + "\", \"settlement\": " + payment)
                        .statusCode(201);
            }
        }
    }

    /** An import, an endpoint and a tracking key for each shipment, where lists of these are looked at. */
    private void furtherThings() {
        for (String merchant : List.of(owner, rival)) {
            furtherThings(merchant, first);
            furtherThings(merchant, second);
        }
    }

    private void furtherThings(String merchant, String number) {
        byte[] file = ("carrier,trackingNumber\nsto," + number).getBytes(UTF_8);
        String imported = Api.withFile(as(merchant), "text/csv", file)
                .post("/v1/shipments/import")
                .then()
                .statusCode(202)
                .extract()
                .path("importId");
        String url = "https://shop.example/" + merchant + number;
        String endpoint =
                posted(merchant, "webhooks", "{\"url\": \"" + url + "\"}").path("endpointId");
        posted(merchant, "tracking-keys", "{\"name\": \"shop\", \"origins\": [\"https://shop.example\"]}");
        if (merchant.equals(owner)) {
            ids.put("{shipmentId}", ShipmentId.of("sto", number).toString());
            ids.put("{importId}", imported);
            ids.put("{endpointId}", endpoint);
        }
    }

    private static ExtractableResponse<Response> posted(String merchant, String list, String body) {
        return as(merchant)
                .contentType("application/json")
                .body(body)
                .post("/v1/" + list)
                .then()
                .statusCode(201)
                .extract();
    }

    @Test
    void everyPageHasALimitAndACursor() {
        furtherThings();
        eachGet(description(), (path, operation) -> {
            if (String.valueOf(operation.get("responses")).contains("/schemas/Page")) {
                assertThat(names(operation)).as(path).contains("cursor", "limit");
            }
        });
    }

    @Test
    void aBadCursorOrLimitIsRefusedByEveryList() {
        furtherThings();
        eachGet(description(), (path, operation) -> {
            if (names(operation).contains("cursor")) {
                for (String bad : List.of("abc", FORGED, "A".repeat(3_000), "../../etc")) {
                    refused(path, "cursor", bad);
                }
                for (String bad : List.of("0", "-1", "201", "1e3", "all")) {
                    refused(path, "limit", bad);
                }
            }
        });
    }

    @Test
    void noValueOfAnyParameterBreaksACall() {
        furtherThings();
        eachGet(description(), (path, operation) -> names(operation)
                .forEach(name -> List.of("", " ", "\u0000", "'", "%", "\ud83d\ude00", "x".repeat(3_000))
                        .forEach(value -> assertThat(as(owner)
                                        .queryParam(name, value)
                                        .get(filled(path))
                                        .statusCode())
                                .as("%s?%s", path, name)
                                .isLessThan(500))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shipments", "settlements", "keys", "audit", "imports", "webhooks", "tracking-keys"})
    void anothersCursorLeadsToOnesOwnThingsAlone(String list) {
        furtherThings();
        String next = as(owner)
                .get("/v1/" + list + "?limit=1")
                .then()
                .statusCode(200)
                .extract()
                .path("next");
        assertThat(next).isNotNull();

        Response seen = as(rival).get("/v1/" + list + "?limit=200&cursor=" + next);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.asString()).doesNotContain(owner);
        List<Object> owners = as(owner).get("/v1/" + list + "?limit=200").path("items");
        assertThat(seen.<List<Object>>path("items")).doesNotContainAnyElementsOf(owners);
    }

    @Test
    void aCursorOfOneListIsRefusedByAnother() {
        String next = as(owner).get("/v1/shipments?limit=1").path("next");

        refused("/v1/settlements", "cursor", next);
        refused("/v1/audit", "cursor", next);
    }

    @Test
    void everyFilterOfShipmentsNarrows() {
        filtered("carrier=sto&trackingNumber=" + first).body("items.trackingNumber", contains(first));
        filtered("carrier=shentong").body("items.trackingNumber", hasItems(first, second));
        filtered("carrier=sf").body("items", hasSize(0));
        filtered("orderId=" + owner).body("items", hasSize(2));
        filtered("orderId=" + rival).body("items", hasSize(0));
        filtered("status=PENDING").body("items", hasSize(2));
        filtered("status=DELIVERED").body("items", hasSize(0));
        filtered("monitoring=ACTIVE").body("items", hasSize(2));
        filtered("monitoring=ENDED").body("items", hasSize(0));
    }

    private ValidatableResponse filtered(String query) {
        return as(owner).get("/v1/shipments?" + query).then().statusCode(200);
    }

    private void refused(String path, String name, String value) {
        int status = as(owner).queryParam(name, value).get(filled(path)).statusCode();
        assertThat(status).as("%s?%s=%.20s", path, name, value).isEqualTo(400);
    }

    private String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace(id.getKey(), id.getValue());
        }
        return filled;
    }

    private static Map<String, Map<String, Map<String, Object>>> description() {
        return given().accept("application/json")
                .get("/openapi")
                .then()
                .extract()
                .path("paths");
    }

    /** Those that can be called: of things with other ids none is at hand. */
    private void eachGet(
            Map<String, Map<String, Map<String, Object>>> paths, BiConsumer<String, Map<String, Object>> check) {
        List<String> callable = paths.keySet().stream()
                .filter(path ->
                        paths.get(path).containsKey("get") && !filled(path).contains("{"))
                .toList();
        assertThat(callable).hasSizeGreaterThan(15);
        callable.forEach(path -> check.accept(path, paths.get(path).get("get")));
    }

    private static List<String> names(Map<String, Object> operation) {
        return operation.get("parameters") instanceof List<?> parameters
                ? parameters.stream()
                        .map(parameter -> (Map<?, ?>) parameter)
                        .filter(parameter -> "query".equals(parameter.get("in")))
                        .map(parameter -> String.valueOf(parameter.get("name")))
                        .toList()
                : List.of();
    }
}
