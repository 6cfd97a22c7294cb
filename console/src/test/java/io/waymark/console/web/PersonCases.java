package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.number;
import static org.hamcrest.Matchers.containsString;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waymark.api.access.PeopleConfig;
import io.waymark.console.access.IssuerResource;
import io.waymark.console.access.Merchants;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Tests of people whom the issuer of {@link IssuerResource} knows. */
abstract class PersonCases {

    static final List<String> READER = List.of("waymark-read");
    static final List<String> OPERATOR = List.of("waymark-read", "waymark-operate");

    final String merchant = "p" + number();

    @Inject
    PeopleConfig config;

    @Inject
    Merchants merchants;

    @BeforeEach
    void somebodyIsAtTheIssuer() {
        comes(OPERATOR, Duration.ofMinutes(5));
    }

    Response enter(String next) {
        Response asked = browser().queryParam("next", next).get(PersonSignInResource.PATH);
        return browser().cookies(asked.detailedCookies()).get(atTheIssuer(asked));
    }

    /** What the issuer has the browser ask for next. */
    static String atTheIssuer(Response asked) {
        asked.then().statusCode(303).header("Location", containsString("code_challenge_method=S256"));
        return browser()
                .urlEncodingEnabled(false)
                .get(asked.header("Location"))
                .then()
                .statusCode(302)
                .header("Location", containsString(PersonSignInResource.PATH + "/back?"))
                .extract()
                .header("Location");
    }

    void comes(List<String> roles, Duration tokenLasts) {
        given().contentType("application/json")
                .body(claims(roles, tokenLasts))
                .put(config.issuer().orElseThrow() + "/person")
                .then()
                .statusCode(204);
    }

    void put(String claims) {
        given().body(claims)
                .put(config.issuer().orElseThrow() + "/person")
                .then()
                .statusCode(204);
    }

    Map<String, Object> claims(List<String> roles, Duration lasts) {
        long now = Instant.now().getEpochSecond();
        return new HashMap<>(Map.of(
                "iss",
                config.issuer().orElseThrow(),
                "sub",
                "somebody",
                "aud",
                "waymark",
                "iat",
                now,
                "exp",
                now + lasts.toSeconds(),
                "waymark_merchant",
                merchant,
                "groups",
                roles));
    }

    static RequestSpecification browser() {
        return given().urlEncodingEnabled(false).redirects().follow(false);
    }
}
