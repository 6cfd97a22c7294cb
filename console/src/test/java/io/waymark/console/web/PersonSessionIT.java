package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.number;
import static io.waymark.console.web.FormToken.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.waymark.console.access.IssuerResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a person may do who signed in at the issuer, and until when. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(IssuerResource.class)
class PersonSessionIT extends PersonCases {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void whatAPersonDoesInABrowserIsEnteredAsWhatTheSamePersonDoesByTheApi() {
        Cookies session = enter("/ui/").detailedCookies();
        browser()
                .cookies(session)
                .formParam("token", token(browser().cookies(session).get("/ui/keys")))
                .formParam("name", "n")
                .formParam("scope", "read")
                .post("/ui/keys")
                .then()
                .statusCode(200);

        String actor = audit("items[0].actor");
        assertThat(actor).matches(merchant + "/person-[0-9a-f]{12}").isEqualTo(audit("items[1].actor"));
        assertThat(audit("items[1].action")).isEqualTo("login");
    }

    @Test
    void whoLeavesIsNotLetInByTheOldCookie() {
        Cookies session = enter("/ui/").detailedCookies();
        browser()
                .cookies(session)
                .formParam("token", token(browser().cookies(session).get("/ui/")))
                .post("/ui/sign-in/out")
                .then()
                .statusCode(303);

        browser().cookies(session).get("/ui/").then().statusCode(303).header("Location", startsWith("/ui/sign-in"));
    }

    @Test
    void aSessionFollowsWhatTheIssuerGrantsAndEndsWhenItGrantsNoMore() {
        comes(OPERATOR, Duration.ofSeconds(2));
        Cookies session = enter("/ui/").detailedCookies();
        browser().cookies(session).get("/ui/keys").then().statusCode(200);

        comes(READER, Duration.ofSeconds(6));
        await().atMost(SOON)
                .untilAsserted(
                        () -> browser().cookies(session).get("/ui/keys").then().statusCode(403));
        browser().cookies(session).get("/ui/shipments").then().statusCode(200);
        put("");
        await().atMost(SOON)
                .untilAsserted(() ->
                        browser().cookies(session).get("/ui/shipments").then().statusCode(303));
        comes(READER, Duration.ofMinutes(5));
        browser().cookies(session).get("/ui/shipments").then().statusCode(303);
    }

    @Test
    void pagesThatAreAskedForAtOnceAskTheIssuerOnce() {
        comes(READER, Duration.ofSeconds(1));
        Cookies session = enter("/ui/").detailedCookies();
        comes(READER, Duration.ofMinutes(5));
        await().atMost(SOON).pollDelay(Duration.ofMillis(1100)).untilAsserted(() -> assertThat(IntStream.range(0, 8)
                        .parallel()
                        .map(i ->
                                browser().cookies(session).get("/ui/shipments").statusCode()))
                .containsOnly(200));
    }

    private String audit(String path) {
        String key = merchant + "-audit" + number();
        merchants.add(merchant, key);
        return given().header("Authorization", "Bearer " + key)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .path(path);
    }
}
