package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static io.waymark.console.web.FormToken.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.access.IssuerResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much a browser may ask for; with the small allowances that {@link IssuerResource} sets. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(IssuerResource.class)
class AllowanceIT extends PersonCases {

    @Inject
    Pool database;

    @Test
    void pagesAndCallsOfOneKeyHaveOneAllowance() {
        String key = merchant + "-key";
        merchants.add(merchant, key);
        Cookies session = enterWithKey(key);

        int before = left(key);
        browser().cookies(session).get("/ui/carriers").then().statusCode(200);
        assertThat(left(key)).isLessThanOrEqualTo(before - 15);
        untilRefused(IssuerResource.CALLS, () -> browser().cookies(session).get("/ui/carriers"))
                .contentType(startsWith("text/html"));
        given().header("Authorization", "Bearer " + key)
                .get("/v1/carriers/scorecard")
                .then()
                .statusCode(429);
    }

    @Test
    void whoInventsSessionsIsSoonAskedAboutInVain() {
        String address = "198.51.100.7";
        String key = merchant + "-key";
        merchants.add(merchant, key);
        Cookies session = enterWithKey(key);
        from(address).cookies(session).get("/ui/shipments").then().statusCode(200);
        untilRefused(IssuerResource.REFUSALS, () -> {
            from(address)
                    .cookie(SessionHandler.COOKIE, "invented-" + UUID.randomUUID())
                    .get("/ui/shipments")
                    .then()
                    .statusCode(303);
            return given().header("X-Forwarded-For", address).get("/v1/shipments");
        });
        from(address).cookies(session).get("/ui/shipments").then().statusCode(200);
        browser().cookies(session).get("/ui/shipments").then().statusCode(200);
    }

    @Test
    void aFormIsCountedBeforeItIsRead() {
        String key = merchant + "-key";
        merchants.add(merchant, key);
        noForm(key).then().statusCode(400);

        untilRefused(IssuerResource.CALLS / 100, () -> noForm(key));
    }

    /** Any page could have a browser call that, and lock out all who share its address. */
    @Test
    void anAnswerOfTheIssuerThatNobodyAskedForDoesNotCount() {
        String address = "198.51.100.8";
        long entered = refusedLogins();
        IntStream.range(0, IssuerResource.REFUSALS + 20).forEach(i -> from(address)
                .get(PersonSignInResource.PATH + "/back?state=x")
                .then()
                .statusCode(303)
                .header("Location", "/ui/sign-in?why=stale"));
        assertThat(refusedLogins()).isEqualTo(entered);

        from(address).get(PersonSignInResource.PATH).then().statusCode(303);
    }

    @Test
    void whoInventsAnswersOfTheIssuerIsSoonRefused() {
        String address = "198.51.100.9";
        long entered = refusedLogins();
        untilRefused(IssuerResource.REFUSALS, () -> {
            from(address).cookie("waymark_entry", "state.verifier.").get(PersonSignInResource.PATH + "/back?state=x");
            return from(address).get(PersonSignInResource.PATH);
        });

        assertThat(refusedLogins()).isGreaterThanOrEqualTo(entered + IssuerResource.REFUSALS);
    }

    /** An allowance fills steadily, so it is reached later where the machine is slow; but it is reached. */
    private static ValidatableResponse untilRefused(int allowance, Supplier<Response> call) {
        return Stream.generate(call)
                .limit(4L * allowance)
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow(() -> new AssertionError("never refused"))
                .then();
    }

    private long refusedLogins() {
        return database.query("select count(*) as n from audit where action = 'login' and status = 401")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("n");
    }

    private static Response noForm(String key) {
        return browser()
                .header("Authorization", "Bearer " + key)
                .multiPart("token", "")
                .post("/ui/imports");
    }

    private int left(String key) {
        String state = given().header("Authorization", "Bearer " + key)
                .get("/v1/shipments")
                .then()
                .statusCode(200)
                .extract()
                .header("RateLimit");
        return Integer.parseInt(state.replaceFirst(".*r=(\\d+).*", "$1"));
    }

    private Cookies enterWithKey(String key) {
        Response form = browser().get("/ui/sign-in");
        return browser()
                .cookies(form.detailedCookies())
                .formParam("key", key)
                .formParam("token", token(form))
                .post("/ui/sign-in")
                .detailedCookies();
    }

    private static RequestSpecification from(String address) {
        return browser().header("X-Forwarded-For", address);
    }
}
