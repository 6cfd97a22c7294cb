package io.waymark.console.access;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waymark.console.Api;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the API, with every kind of key. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class EveryCallIT {

    private static final String PROBLEM = "application/problem+json";
    private static final List<String> SCOPES = List.of("register", "read", "operate");

    /** Has a shipment, a settlement of it, and an order about that; its keys are its name, a hyphen and the scope. */
    private static final String OWNER = "o" + number();

    /** Knows the names of what the owner has, and tries them. */
    private static final String RIVAL = "r" + number();

    /** Asks for what there is, and has never tried anything. */
    private static final String NEWCOMER = "n" + number();

    /** What the owner's answers hold and nobody else's may. */
    private static final Map<String, String> OWN = new HashMap<>();

    @Inject
    Merchants merchants;

    @BeforeEach
    void twoMerchants() {
        if (OWN.isEmpty()) {
            merchants.add(OWNER, OWNER);
            merchants.add(RIVAL, RIVAL);
            merchants.add(NEWCOMER, NEWCOMER);
            SCOPES.forEach(scope -> merchants.add(OWNER, OWNER + "-" + scope, scope));
            SCOPES.forEach(scope -> merchants.add("staff", "staff-" + scope, scope));
            OWN.putAll(Belongings.of(OWNER));
            OWN.putAll(Belongings.erasure(OWNER));
        }
        OWN.put("letterId", merchants.addDeadLetter());
        if (!OWN.containsKey("endpointId")
                || Api.get(OWNER, "/v1/webhooks/" + OWN.get("endpointId"))
                                .extract()
                                .statusCode()
                        == 404) {
            OWN.putAll(Belongings.endpoint(OWNER, merchants));
        }
    }

    static List<Call> everyCall() {
        return Call.all();
    }

    static List<Call> guardedCalls() {
        return Call.all().stream().filter(call -> !call.scopes().isEmpty()).toList();
    }

    static List<Call> staffsCalls() {
        return Call.all().stream().filter(Call::isForStaff).toList();
    }

    static List<Call> posts() {
        return Call.all().stream().filter(call -> call.method().equals("POST")).toList();
    }

    @Test
    void noOperationIsLeftOut() {
        Map<String, Map<String, Object>> paths = given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        Set<String> described = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(toUnmodifiableSet());

        assertThat(Call.all().stream().map(Call::operation)).containsExactlyInAnyOrderElementsOf(described);
    }

    @ParameterizedTest
    @MethodSource("guardedCalls")
    void noCallWorksWithoutAValidKey(Call call) {
        refused(call, given());
        refused(call, as("wrong-key")).header("WWW-Authenticate", containsString("invalid_token"));
        refused(call, as(""));
        refused(call, as(OWNER + " " + OWNER));
        refused(call, given().header("Authorization", "Basic cXVpY2tzdGFydC1rZXk6"));
        refused(call, given().header("Authorization", OWNER));
    }

    @ParameterizedTest
    @MethodSource("guardedCalls")
    void aKeyMayDoWhatItsScopeSaysAndNothingElse(Call call) {
        for (String scope : SCOPES) {
            ValidatableResponse answer = call.make(as(OWNER + "-" + scope), things());
            if (call.scopes().contains(scope)) {
                assertThat(answer.extract().statusCode()).as(scope).isBetween(200, 299);
            } else {
                answer.statusCode(403).contentType(PROBLEM).body("status", equalTo(403));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("staffsCalls")
    void whatIsForThoseWhoRunItNeedsTheirScopeOperate(Call call) {
        for (String scope : List.of("register", "read")) {
            call.make(as("staff-" + scope), things()).statusCode(403);
        }
        assertThat(call.make(as("staff-operate"), things()).extract().statusCode())
                .isBetween(200, 299);
    }

    @ParameterizedTest
    @MethodSource("posts")
    void everyPostMayBeRepeated(Call call) {
        Map<String, String> things = things();
        String key = call.isForStaff() ? Api.STAFF : OWNER;
        RequestSpecification once = as(key).header("Idempotency-Key", things.get("fresh"));
        RequestSpecification again = as(key).header("Idempotency-Key", things.get("fresh"));

        Response first = call.make(once, things)
                .header("Idempotent-Replayed", nullValue())
                .extract()
                .response();
        call.make(again, things)
                .statusCode(first.statusCode())
                .header("Idempotent-Replayed", "true")
                .header("Location", first.header("Location"))
                .body(equalTo(first.asString()));
    }

    @ParameterizedTest
    @MethodSource("everyCall")
    void nothingOfAnotherMerchantsIsReached(Call call) {
        ValidatableResponse answer = call.make(as(call.namesAThing() ? RIVAL : NEWCOMER), things());

        String seen = answer.extract().asString();
        assertThat(seen).doesNotContain(OWN.values());
        if (call.isForStaff()) {
            answer.statusCode(403).contentType(PROBLEM);
        } else if (call.namesAThing()) {
            answer.statusCode(404).contentType(PROBLEM);
        } else {
            assertThat(answer.extract().statusCode()).isBetween(200, 299);
        }
    }

    private static ValidatableResponse refused(Call call, RequestSpecification as) {
        return call.make(as, things())
                .statusCode(401)
                .contentType(PROBLEM)
                .body("status", equalTo(401))
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    private static Map<String, String> things() {
        Map<String, String> things = new HashMap<>(OWN);
        things.put("fresh", Api.number());
        return things;
    }
}
