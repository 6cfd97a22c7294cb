package io.waymark.console.access;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.api.access.PeopleConfig;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People, with tokens of an issuer. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(IssuerResource.class)
class PersonIT {

    private static final String PROBLEM = "application/problem+json";

    @Inject
    PeopleConfig config;

    private final String merchant = "m" + number();

    @Test
    void aPersonActsForTheMerchantAndWithinTheScopesOfTheToken() {
        String number = number();
        String id = ShipmentId.of("sto", number).toString();
        String clerk = token(Map.of("groups", List.of("waymark-register", "waymark-read")));
        String reader = token(Map.of("groups", List.of("waymark-read"), "sub", "another"));

        register(clerk, number, ", \"orderId\": \"O" + number + "\"").statusCode(201);
        get(reader, "/v1/shipments/" + id).statusCode(200);
        register(reader, number, "").statusCode(403).contentType(PROBLEM);
        get(clerk, "/v1/conservation").statusCode(403);
        get(DEFAULT, "/v1/shipments/" + id).statusCode(404);
    }

    @Test
    void theAuditKnowsPeopleWithoutTheirNames() {
        String operator =
                token(Map.of("groups", List.of("waymark-register", "waymark-operate"), "email", "li@shop.example"));
        register(operator, number(), "").statusCode(201);
        register(operator, number(), "").statusCode(201);

        String audit = get(operator, "/v1/audit")
                .body("items.action", contains("POST /v1/shipments", "POST /v1/shipments", "login"))
                .body("items.status", contains(201, 201, 200))
                .body("items.actor", everyItem(matchesPattern(merchant + "/person-[0-9a-f]{12}")))
                .extract()
                .asString();
        assertThat(audit).doesNotContain("li@shop.example").doesNotContain("somebody");
    }

    @Test
    void aTokenWithoutAMerchantOrWithoutOurRolesOpensNothing() {
        Map<String, Object> unbound = claims(Map.of("groups", List.of("waymark-read")));
        unbound.remove("waymark_merchant");
        get(sign("right", unbound), "/v1/shipments").statusCode(403).contentType(PROBLEM);

        get(token(Map.of("groups", List.of("read", "admin"))), "/v1/shipments").statusCode(403);
        get(token(Map.of("waymark_merchant", "a b\nc", "groups", List.of("waymark-read"))), "/v1/shipments")
                .statusCode(403);
    }

    @Test
    void anEndedTokenIsRefused() {
        refused(token(Map.of("exp", Instant.now().getEpochSecond() - 60)));
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        refused(token(Map.of("aud", "another-service")));
        refused(token(Map.of("iss", "http://localhost/another-issuer")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "public-key-as-secret", "none"})
    void aForgedTokenIsRefused(String how) {
        refused(sign(how, claims(Map.of())));
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String[] parts = token(Map.of()).split("\\.");
        String other = token(Map.of("waymark_merchant", "default")).split("\\.")[1];
        refused(parts[0] + "." + other + "." + parts[2]);
        refused("a.b.c");
        refused("no-token");
    }

    @Test
    void keysGoOnWorking() {
        get(DEFAULT, "/v1/shipments").statusCode(200);
        get(STAFF, "/v1/conservation").statusCode(200);
    }

    private static void refused(String token) {
        as(token)
                .get("/v1/shipments")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", containsString("invalid_token"));
    }

    private String token(Map<String, Object> changes) {
        return sign("right", claims(changes));
    }

    /** Those of a token that may read, with changes. */
    private Map<String, Object> claims(Map<String, Object> changes) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                issuer(),
                "sub",
                "somebody",
                "aud",
                "waymark",
                "iat",
                now,
                "exp",
                now + 300,
                "waymark_merchant",
                merchant,
                "groups",
                List.of("waymark-read")));
        claims.putAll(changes);
        return claims;
    }

    private String issuer() {
        return config.issuer().orElseThrow();
    }

    private String sign(String how, Map<String, Object> claims) {
        return given().contentType("application/json")
                .body(claims)
                .post(issuer() + "/sign/" + how)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
