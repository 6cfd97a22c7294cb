package io.waymark.console.track;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waymark.console.access.Merchants;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class EmbedIT {

    private static final String SHOP = "https://shop.example";

    private final String number = number();
    private final String path = "/track/sto/" + number;
    private final Visitor visitor = new Visitor();

    @Inject
    Merchants merchants;

    @Test
    void aKeyIsShownWheneverItIsAskedFor() {
        ValidatableResponse made = make(DEFAULT, "\"" + SHOP + "\", \"https://WWW.shop.example:8443\"")
                .statusCode(201)
                .body("trackingKey", startsWith("wmt_"))
                .body("merchantId", equalTo("default"))
                .body("origins", contains(SHOP, "https://www.shop.example:8443"))
                .body("createdBy", startsWith("default/key-"));
        String key = made.extract().path("trackingKey");
        made.header("Location", endsWith("/v1/tracking-keys/" + key));

        get(DEFAULT, "/v1/tracking-keys/" + key).statusCode(200).body("trackingKey", equalTo(key));
        get(DEFAULT, "/v1/tracking-keys")
                .statusCode(200)
                .body("items.trackingKey", hasItem(key))
                .body("items.merchantId", everyItem(equalTo("default")))
                .body("next", nullValue());
        get(ACME, "/v1/tracking-keys").body("items.trackingKey", not(hasItem(key)));
    }

    @Test
    void thePageIsShownInTheMerchantsOwnPagesAndInNoOthers() {
        register(DEFAULT, number, "");
        String key = key(DEFAULT);

        embedded(key)
                .statusCode(200)
                .header("Content-Security-Policy", endsWith("frame-ancestors " + SHOP))
                .body(containsString("embed=" + key));
        visitor.opens(path)
                .statusCode(200)
                .header("Content-Security-Policy", endsWith("frame-ancestors 'none'"))
                .body(not(containsString("embed=")));
    }

    @Test
    void aKeyShowsItsMerchantsParcelsAlone() {
        register(ACME, number, "");

        embedded(key(DEFAULT)).statusCode(404).header("Content-Security-Policy", endsWith("frame-ancestors " + SHOP));
        embedded(key(ACME)).statusCode(200);
    }

    @Test
    void aKeyThatIsDeletedShowsNothing() {
        register(DEFAULT, number, "");
        String key = key(DEFAULT);

        as(ACME).delete("/v1/tracking-keys/" + key).then().statusCode(404);
        embedded(key).statusCode(200);
        as(DEFAULT).delete("/v1/tracking-keys/" + key).then().statusCode(204);

        embedded(key).statusCode(404).header("Content-Security-Policy", endsWith("frame-ancestors 'none'"));
        as(DEFAULT).delete("/v1/tracking-keys/" + key).then().statusCode(404);
        as(DEFAULT)
                .queryParam("action", "DELETE /v1/tracking-keys/{trackingKey}")
                .get("/v1/audit")
                .then()
                .body("items.target", hasItem("/v1/tracking-keys/" + key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "wmt_", "wmt_AAAAAAAAAAAAAAAAAAAAAA", "quickstart-key", "%27%20or%201%3D1--"})
    void whatIsNoKeyShowsNothing(String embed) {
        register(DEFAULT, number, "");

        embedded(embed).statusCode(404).header("Content-Security-Policy", endsWith("frame-ancestors 'none'"));
    }

    @Test
    void itOpensNothingOfTheApi() {
        get(key(DEFAULT), "/v1/shipments").statusCode(401);
    }

    @Test
    void operatorsOfAllMerchantsMayEndAKey() {
        String key = key(ACME);

        as(STAFF).delete("/v1/tracking-keys/" + key).then().statusCode(204);

        get(ACME, "/v1/tracking-keys/" + key).statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "http://shop.example"              | origins[0]
            "https://shop.example/"            | origins[0]
            "https://shop.example/page"        | origins[0]
            "https://*"                        | origins[0]
            "*"                                | origins[0]
            "https://a.example; script-src *"  | origins[0]
            "https://a.example 'self'"         | origins[0]
            "https://user@a.example"           | origins[0]
            "https://a.example", "null"        | origins[1]
            "https://a.example", 7             | origins[1]
            {}                                 | origins[0]
            """)
    void whatIsNoOriginIsRefused(String origins, String field) {
        make(DEFAULT, origins).statusCode(422).body("errors.field", contains(field));
    }

    @Test
    void anOriginMustBeNamed() {
        make(DEFAULT, "").statusCode(422).body("errors.field", contains("origins"));
    }

    @Test
    void thereAreNotEndlesslyMany() {
        String merchant = "m" + number;
        merchants.add(merchant, merchant);
        IntStream.range(0, TrackingKeyRepository.MOST).forEach(i -> key(merchant));

        make(merchant, "\"" + SHOP + "\"").statusCode(409);
    }

    @Test
    void theScriptIsGivenToEveryPage() {
        visitor.opens("/track/embed.js")
                .statusCode(200)
                .contentType("text/javascript")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("Cache-Control", "public, max-age=600");
    }

    @Test
    void theOtherLanguageOfAFramedPageIsFramedToo() {
        register(DEFAULT, number, "");
        String key = key(DEFAULT);

        assertThat(embedded(key).extract().asString()).contains("href=\"" + path + "?lang=zh&amp;embed=" + key + "\"");
    }

    private ValidatableResponse embedded(String key) {
        return visitor.opens(path + "?embed=" + key);
    }

    private static String key(String apiKey) {
        return make(apiKey, "\"" + SHOP + "\"").statusCode(201).extract().path("trackingKey");
    }

    private static ValidatableResponse make(String apiKey, String origins) {
        return as(apiKey)
                .contentType("application/json")
                .body("{\"name\": \"shop\", \"origins\": [" + origins + "]}")
                .post("/v1/tracking-keys")
                .then();
    }
}
