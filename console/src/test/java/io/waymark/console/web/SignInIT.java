package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.number;
import static io.waymark.console.web.FormToken.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waymark.api.access.KeyHash;
import io.waymark.console.access.Merchants;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may see pages, by what a browser sends and gets. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class SignInIT {

    private final String merchant = "w" + number();
    private final String key = merchant + "-key";

    @Inject
    Merchants merchants;

    @BeforeEach
    void theMerchantHasAKey() {
        merchants.add(merchant, key);
    }

    @Test
    void whoIsNotSignedInIsSentToDoSoAndBack() {
        browser().get("/ui/?a=b").then().statusCode(303).header("Location", "/ui/sign-in?next=%2Fui%2F%3Fa%3Db");
        Response entered = enter(key, "/ui/preferences?back=/ui/");

        entered.then().statusCode(303).header("Location", "/ui/preferences?back=/ui/");
        browser()
                .cookies(entered.detailedCookies())
                .get("/ui/")
                .then()
                .statusCode(200)
                .body(containsString(merchant));
    }

    @Test
    void whatLeadsElsewhereAfterSigningInLeadsToTheFirstPage() {
        for (String elsewhere : new String[] {
            "https://evil.example/",
            "//evil.example",
            "/ui//evil.example",
            "/v1/keys",
            "/ui/\r\nSet-Cookie: a=b",
            "/uix"
        }) {
            enter(key, elsewhere).then().statusCode(303).header("Location", "/ui/");
        }
    }

    @Test
    void aSessionIsOutOfReachOfScriptsAndOfOtherSites() {
        assertThat(enter(key, "/ui/").headers().getValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("waymark_session=")
                .containsIgnoringCase("httponly")
                .containsIgnoringCase("samesite=lax")
                .containsIgnoringCase("path=/ui")
                .doesNotContainIgnoringCase("secure"));
        assertThat(enter(browser().header("X-Forwarded-Proto", "https"), key, "/ui/")
                        .headers()
                        .getValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("waymark_session=").containsIgnoringCase("secure"));
    }

    @Test
    void aKeyThatIsNoneLetsNobodyInAndIsNotShownAgain() {
        for (String wrong : new String[] {"", "wrong-" + key, key + "\u0000"}) {
            enter(wrong, "/ui/")
                    .then()
                    .statusCode(401)
                    .header("Set-Cookie", not(containsString("waymark_session")))
                    .body(not(containsString("wrong-" + key)));
        }
    }

    @Test
    void whereNoIssuerIsNamedNoneIsOffered() {
        browser().get("/ui/sign-in").then().statusCode(200).body(not(containsString(PersonSignInResource.PATH)));
        browser().get(PersonSignInResource.PATH).then().statusCode(404);
        browser().get(PersonSignInResource.PATH + "/back?code=a&state=b").then().statusCode(404);
    }

    @Test
    void aKeyThatMayNotReadLetsNobodyIn() {
        merchants.add(merchant, key + "-register", "register");

        enter(key + "-register", "/ui/").then().statusCode(401);
    }

    @Test
    void aFormThatIsNotOursDoesNothing() {
        Response form = browser().get("/ui/sign-in");
        Cookies visit = form.detailedCookies();
        for (String token : new String[] {"", "0".repeat(64), token(browser().get("/ui/sign-in"))}) {
            browser()
                    .cookies(visit)
                    .formParam("key", key)
                    .formParam("token", token)
                    .post("/ui/sign-in")
                    .then()
                    .statusCode(403)
                    .contentType(startsWith("text/html"));
        }
        browser()
                .formParam("key", key)
                .formParam("token", KeyHash.of("form\n"))
                .post("/ui/sign-in")
                .then()
                .statusCode(403);
    }

    @Test
    void aSessionEndsWhenItsPersonLeaves() {
        Cookies session = enter(key, "/ui/").detailedCookies();
        String token = token(browser().cookies(session).get("/ui/"));

        browser().cookies(session).post("/ui/sign-in/out").then().statusCode(303);
        browser().cookies(session).get("/ui/").then().statusCode(200);
        browser()
                .cookies(session)
                .formParam("token", token)
                .post("/ui/sign-in/out")
                .then()
                .statusCode(303)
                .header("Location", "/ui/sign-in");
        browser().cookies(session).get("/ui/").then().statusCode(303);
    }

    @Test
    void aSessionEndsWithItsKey() {
        String made = given().header("Authorization", "Bearer " + key)
                .contentType("application/json")
                .body("{\"name\": \"browser\", \"scopes\": [\"read\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        Cookies session = enter(made, "/ui/").detailedCookies();
        browser().cookies(session).get("/ui/").then().statusCode(200);

        given().header("Authorization", "Bearer " + key)
                .delete("/v1/keys/" + KeyHash.shortForm(KeyHash.of(made)))
                .then()
                .statusCode(204);

        browser().cookies(session).get("/ui/").then().statusCode(303);
    }

    @Test
    void aSessionIsNoKeyToTheApi() {
        Cookies session = enter(key, "/ui/").detailedCookies();

        browser().cookies(session).get("/v1/shipments").then().statusCode(401);
        browser().cookies(session).get("/ui/../v1/shipments").then().statusCode(401);
    }

    @Test
    void signingInIsEnteredInTheAudit() {
        enter(key, "/ui/").then().statusCode(303);

        given().header("Authorization", "Bearer " + key)
                .queryParam("action", "login")
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items[0].status", equalTo(200))
                .body("items[0].actor", equalTo(merchant + "/" + KeyHash.shortForm(KeyHash.of(key))));
    }

    @Test
    void everyPageSaysWhatItMayLoadAndThatNobodyKeepsIt() {
        Cookies session = enter(key, "/ui/").detailedCookies();
        for (String path : new String[] {"/ui/", "/ui/sign-in", "/ui/no-such-page"}) {
            browser()
                    .cookies(session)
                    .get(path)
                    .then()
                    .header(
                            "Content-Security-Policy",
                            allOf(containsString("default-src 'none'"), not(containsString("unsafe"))))
                    .header("Cache-Control", "no-store")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer");
        }
    }

    @Test
    void theFrontDoorLeadsBrowsersToThePagesAndProgramsToTheApi() {
        browser()
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", "/ui/");
        given().get("/").then().statusCode(200).body("shipments", equalTo("/v1/shipments"));
        given().accept("application/json").get("/").then().statusCode(200).body("console", equalTo("/ui/"));
    }

    private static RequestSpecification browser() {
        return given().redirects().follow(false);
    }

    private static Response enter(String key, String next) {
        return enter(browser(), key, next);
    }

    private static Response enter(RequestSpecification as, String key, String next) {
        Response form = browser().get("/ui/sign-in");
        return as.cookies(form.detailedCookies())
                .formParam("key", key)
                .formParam("next", next)
                .formParam("token", token(form))
                .post("/ui/sign-in");
    }
}
