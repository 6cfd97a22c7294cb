package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.waymark.console.access.IssuerResource;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** People whom an issuer lets in, by what their browsers send and get. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(IssuerResource.class)
class PersonSignInIT extends PersonCases {

    @TestHTTPResource
    String home;

    @Test
    void aPersonWhomTheIssuerKnowsIsLetInAndMayDoWhatTheTokenSays() {
        Response entered = enter("/ui/merchants");

        entered.then().statusCode(303).header("Location", "/ui/merchants");
        browser()
                .cookies(entered.detailedCookies())
                .get("/ui/merchants")
                .then()
                .statusCode(200)
                .body(containsString(merchant))
                .body(matchesPattern("(?s).*person-[0-9a-f]{12}.*"));
        comes(READER, Duration.ofMinutes(5));
        Cookies reader = enter("/ui/").detailedCookies();
        browser().cookies(reader).get("/ui/").then().statusCode(200);
        browser().cookies(reader).get("/ui/keys").then().statusCode(403);
        browser().cookies(reader).get("/v1/shipments").then().statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theFormForSigningInLeadsToTheIssuerAndBack(Language language) {
        try (Browser browser = Browser.open()) {
            Visitor visitor = browser.visitor(language, home);
            Page page = visitor.page();
            page.navigate("/ui/settlements");
            visitor.findsNothingWrong();
            page.getByText(visitor.text("signIn.person")).click();

            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText(visitor.text("nav.settlements"));
            assertThat(page.locator(".who")).containsText(merchant);
        }
    }

    @Test
    void anAnswerThatThisBrowserDidNotAskForIsWorthNothing() {
        Response mine = browser().get(PersonSignInResource.PATH);
        Response others = browser().get(PersonSignInResource.PATH);
        String back = atTheIssuer(mine);

        refused(browser().get(back), "stale");
        refused(browser().cookies(others.detailedCookies()).get(back), "stale");
        // a code that was stolen before it was used
        String stolen = atTheIssuer(others).replaceFirst("state=[^&]*", "state=" + state(mine));
        refused(browser().cookies(mine.detailedCookies()).get(stolen), "denied");
    }

    @Test
    void aCodeLetsSomebodyInOnce() {
        Response asked = browser().get(PersonSignInResource.PATH);
        String back = atTheIssuer(asked);
        browser()
                .cookies(asked.detailedCookies())
                .get(back)
                .then()
                .statusCode(303)
                .header("Location", "/ui/");

        refused(browser().cookies(asked.detailedCookies()).get(back), "denied");
    }

    @Test
    void anAnswerOfAnotherIssuerIsWorthNothing() {
        Response asked = browser().get(PersonSignInResource.PATH);
        String back = atTheIssuer(asked).replaceFirst("iss=[^&]*", "iss=https%3A%2F%2Fevil.example");

        refused(browser().cookies(asked.detailedCookies()).get(back), "denied");
    }

    @Test
    void whomTheIssuerDoesNotLetInIsToldSo() {
        put("");
        Response asked = browser().get(PersonSignInResource.PATH);

        refused(browser().cookies(asked.detailedCookies()).get(atTheIssuer(asked)), "denied");
        browser()
                .header("Accept-Language", "zh")
                .get("/ui/sign-in?why=denied")
                .then()
                .body(containsString("身份提供方未予登录"));
        browser().get("/ui/sign-in?why=%3Cb%3Ex").then().body(not(containsString("<b>x")));
    }

    @ParameterizedTest
    @CsvSource({"groups, no_role", "waymark_merchant, no_role", "aud, denied", "iss, denied"})
    void aTokenThatWouldOpenNothingLetsNobodyIn(String claim, String why) {
        Map<String, Object> claims = claims(OPERATOR, Duration.ofMinutes(5));
        claims.put(claim, claim.equals("groups") ? List.of("waymark-operate") : " elsewhere ");
        given().contentType("application/json").body(claims).put(config.issuer().orElseThrow() + "/person");
        Response asked = browser().get(PersonSignInResource.PATH);

        refused(browser().cookies(asked.detailedCookies()).get(atTheIssuer(asked)), why);
    }

    private static String state(Response asked) {
        return asked.header("Location").replaceFirst(".*[?&]state=([^&]*).*", "$1");
    }

    private static void refused(Response answer, String why) {
        answer.then()
                .statusCode(303)
                .header("Location", equalTo("/ui/sign-in?why=" + why))
                .header("Set-Cookie", not(containsString("waymark_session")));
    }
}
