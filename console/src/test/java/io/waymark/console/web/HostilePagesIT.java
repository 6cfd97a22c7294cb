package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.console.web.FormToken.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waymark.console.Api;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.hostile.Siege;
import io.waymark.sandbox.hostile.Target;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every page and every form, with everything that no browser sends, from one of those who run the installation; and what anybody may look at. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class HostilePagesIT {

    private static final Target HONEST = Target.of("GET", "/ui/sign-in");

    /** Each from an address of its own: who looks for many parcels is told to wait. */
    private static final String FROM_ANYWHERE = "X-Forwarded-For: " + Target.ADDRESS;

    private final String number = number();

    @Test
    void noPageIsBrokenByWhatComesToIt() throws IOException {
        register(Api.STAFF, number, "").statusCode(201);
        Cookies session = signedIn();
        Map<String, String> values = new HashMap<>(Map.of(
                "token", token(browser().cookies(session).get("/ui/keys")),
                "shipmentId", ShipmentId.of("sto", number).toString(),
                "id", UUID.randomUUID().toString(),
                "order", "hold",
                "scope", "read",
                "sure", "true",
                "back", "/ui/settlements",
                "trackingNumber", Target.FRESH,
                "carrier", "sto"));
        for (String name :
                List.of("erasureId", "importId", "letterId", "commandId", "settlementId", "endpointId", "deliveryId")) {
            values.put(name, UUID.randomUUID().toString());
        }
        values.put("keyId", "key-000000000000");
        String cookie = "Cookie: " + SessionHandler.COOKIE + "=" + session.getValue(SessionHandler.COOKIE);
        List<Target> pages = Routes.of("io.waymark.console.web", values).stream()
                .filter(page -> !page.path().equals("/ui/sign-in/out"))
                .map(page -> page.withHeader(cookie))
                .map(page -> page.path().endsWith("/stream") ? page.knowing() : page) // each lasts for seconds
                .toList();
        assertThat(pages).hasSizeGreaterThan(40).allMatch(page -> page.path().startsWith("/ui"));

        assertThat(new Siege(RestAssured.port, HONEST, 200).of(pages)).isEmpty();
        assertThat(browser().cookies(session).get("/ui/").statusCode())
                .as("the session goes on")
                .isEqualTo(200);
    }

    @Test
    void noPageForCustomersIsBrokenByWhatComesToIt() throws IOException {
        register(Api.STAFF, number, "").statusCode(201);
        Map<String, String> values =
                Map.of("carrier", "sto", "trackingNumber", number, "file", "page.css", "other", "a/b/c");
        List<Target> pages = Routes.of("io.waymark.console.track", values).stream()
                .filter(page -> page.path().startsWith("/track"))
                .map(page -> page.withHeader(FROM_ANYWHERE))
                .toList();
        assertThat(pages).hasSize(3);

        assertThat(new Siege(RestAssured.port, HONEST, 200).of(pages)).isEmpty();
    }

    private Cookies signedIn() {
        Response form = browser().get("/ui/sign-in");
        return browser()
                .cookies(form.detailedCookies())
                .formParam("key", Api.STAFF)
                .formParam("token", token(form))
                .post("/ui/sign-in")
                .detailedCookies();
    }

    private static RequestSpecification browser() {
        return given().redirects().follow(false);
    }
}
