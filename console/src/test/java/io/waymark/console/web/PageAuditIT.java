package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.console.web.FormToken.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waymark.console.access.Merchants;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of what somebody did in a browser. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class PageAuditIT {

    private final Scene scene = Scene.anew();

    @Inject
    Merchants merchants;

    private Cookies session = new Cookies();

    @BeforeEach
    void somebodyIsSignedIn() {
        merchants.add(scene.merchant(), scene.key());
        session = enter(new Cookies());
    }

    @Test
    void theAuditTellsWhatABrowserMadeAndEnded() {
        send("/ui/register")
                .formParam("carrier", "sto")
                .formParam("trackingNumber", number())
                .post("/ui/register");
        send("/ui/keys").formParam("name", "n").formParam("scope", "read").post("/ui/keys");
        String made = get(scene.key(), "/v1/audit")
                .body("items[0].target", matchesPattern("/v1/keys/key-[0-9a-f]{12}"))
                .body("items[1].target", startsWith("/v1/shipments/"))
                .extract()
                .path("items[0].target");
        String end = made.replace("/v1", "/ui") + "/revoke";
        send("/ui/keys").post(end).then().statusCode(303);

        get(scene.key(), "/v1/audit").body("items[0].target", matchesPattern(end));
    }

    @Test
    void theAuditTellsWhatAnOrderWasAbout() {
        String id = "5d1c0000-0000-4000-8000-000000000001";
        send("/ui/keys")
                .formParam("order", "hold")
                .formParam("reason", "why")
                .formParam("id", id)
                .post("/ui/orders/settlements")
                .then()
                .statusCode(404);

        get(scene.key(), "/v1/audit").body("items[0].target", containsString(id));
    }

    @Test
    void anErasureIsOrderedByAFormThatSaysItIsMeant() {
        String number = number();
        register(scene.key(), number, "").statusCode(201);
        String page = "/ui/shipments/" + ShipmentId.of("sto", number);
        RequestSpecification form =
                send(page).formParam("shipmentId", ShipmentId.of("sto", number).toString());

        form.post("/ui/erasures").then().statusCode(422);
        String receipt = form.formParam("sure", "true")
                .post("/ui/erasures")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        assertThat(receipt).matches("/ui/erasures/[0-9a-f-]{36}");
        get(scene.key(), "/v1/audit").body("items[0].target", equalTo(receipt.replace("/ui", "/v1")));
        browser().cookies(session).get(receipt).then().statusCode(200);
    }

    @Test
    void leavingIsEntered() {
        send("/ui/keys").post("/ui/sign-in/out").then().statusCode(303);

        get(scene.key(), "/v1/audit").body("items.action", contains("POST /ui/sign-in/out", "login"));
    }

    @Test
    void whoSignsInAgainHasOneSession() {
        Cookies later = enter(session);

        browser().cookies(later).get("/ui/").then().statusCode(200);
        browser().cookies(session).get("/ui/").then().statusCode(303);
        get(scene.key(), "/v1/audit").body("items.action", hasItem("login"));
    }

    @Test
    void aPageThatAFormLeadsToLeadsBackToWhereTheFormStands() {
        String id = as(scene.key())
                .contentType(ContentType.JSON)
                .body("{\"url\": \"https://hooks.example/waymark\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("endpointId");

        send("/ui/webhooks")
                .post("/ui/webhooks/" + id + "/secret")
                .then()
                .statusCode(200)
                .body(containsString("back=%2Fui%2Fwebhooks%2F" + id + "\""));
    }

    private RequestSpecification send(String formOn) {
        return browser()
                .cookies(session)
                .formParam("token", token(browser().cookies(session).get(formOn)));
    }

    private Cookies enter(Cookies before) {
        Response form = browser().get("/ui/sign-in");
        return browser()
                .cookie(SessionHandler.COOKIE, String.valueOf(before.getValue(SessionHandler.COOKIE)))
                .cookies(form.detailedCookies())
                .formParam("key", scene.key())
                .formParam("token", token(form))
                .post("/ui/sign-in")
                .detailedCookies();
    }

    private static RequestSpecification browser() {
        return given().redirects().follow(false);
    }
}
