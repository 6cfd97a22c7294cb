package io.waymark.console.webhook;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.webhook.Hooks.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waymark.console.access.Merchants;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.webhooks.EndpointKey;
import io.waymark.webhooks.EndpointKeys;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookIT {

    private static final EndpointKeys KEYS = new EndpointKeys(List.of("test-webhook-secret"));

    @Inject
    Merchants merchants;

    @Test
    void aNewEndpointIsShownWithItsKeysAndTheNotifierLearnsOfItWithoutThem() {
        JsonPath made = post(
                        DEFAULT,
                        "",
                        "{\"url\": \"https://shop.example/hook?q=1\", \"types\": [\"order.unlocked\"],"
                                + " \"description\": \"returns\"}")
                .statusCode(201)
                .header("Location", startsWith("http"))
                .header("Cache-Control", "no-store")
                .body("url", equalTo("https://shop.example/hook?q=1"))
                .body("types", contains("order.unlocked"))
                .body("enabled", equalTo(true))
                .body("disabledReason", nullValue())
                .body("description", equalTo("returns"))
                .body("keyVersion", equalTo(1))
                .body("previousKeyUntil", nullValue())
                .extract()
                .jsonPath();
        Hooks hooks = new Hooks(DEFAULT, made.getString("endpointId"));
        EndpointKey key = KEYS.shown(hooks.id(), 1);

        assertThat(made.getString("secret")).isEqualTo(key.secret());
        assertThat(made.getString("publicKey")).isEqualTo(key.publicKey());
        hooks.shown().statusCode(200).body("$", not(hasKey("secret"))).body("publicKey", equalTo(key.publicKey()));
        ConsumerRecord<String, WebhookEndpoint> record = hooks.published(1).get(0);
        assertThat(record.value())
                .isEqualTo(new WebhookEndpoint(
                        hooks.id(),
                        "default",
                        "https://shop.example/hook?q=1",
                        Set.of("order.unlocked"),
                        true,
                        1,
                        null,
                        Instant.parse(made.getString("createdAt")),
                        1));
        assertThat(CloudEvent.header(record.headers(), "ce_id"))
                .isEqualTo(NameBasedId.of(hooks.id(), "revision:1").toString());
        assertThat(CloudEvent.header(record.headers(), "ce_type")).isEqualTo("waymark.webhook.v1");
        assertThat(CloudEvent.header(record.headers(), "ce_subject")).isEqualTo(hooks.endpointId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | url",
                "{\"url\": \"http://shop.example/\"} | url",
                "{\"url\": \"https://user@shop.example/\"} | url",
                "{\"url\": \"https://shop.example/#here\"} | url",
                "{\"url\": \"https://shop.example:22/\"} | url",
                "{\"url\": \"https://127.0.0.1/\"} | url",
                "{\"url\": \"https://[::1]/\"} | url",
                "{\"url\": \"https://169.254.169.254/latest\"} | url",
                "{\"url\": \"https://localhost/\"} | url",
                "{\"url\": 1} | url",
                "{\"url\": \"https://shop.example/\", \"types\": [\"shipment.event\", \"shipment\"]} | types[1]",
                "{\"url\": \"https://shop.example/\", \"types\": \"shipment.event\"} | types",
                "{\"url\": \"https://shop.example/\", \"enabled\": \"yes\"} | enabled",
                "{\"url\": \"https://shop.example/\", \"secret\": \"mine\"} | secret"
            })
    void whatIsWrongIsNamedByItsField(String body, String field) {
        post(DEFAULT, "", body)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", contains(field));
        if (!body.equals("{}")) {
            Hooks.of(DEFAULT).change(body).statusCode(422).body("errors.field", contains(field));
        }
    }

    @Test
    void aUrlOfMoreCharactersThanItMayHaveIsRefused() {
        String longest = "https://shop.example/" + "x".repeat(2048 - "https://shop.example/".length());

        post(DEFAULT, "", "{\"url\": \"" + longest + "\"}").statusCode(201);
        post(DEFAULT, "", "{\"url\": \"" + longest + "x\"}").statusCode(422);
    }

    @Test
    void whatIsLeftOutOfAChangeStays() {
        Hooks hooks = Hooks.of(DEFAULT);
        hooks.change("{\"types\": [\"shipment.event\"], \"description\": \"d\", \"enabled\": false}")
                .statusCode(200)
                .body("types", contains("shipment.event"))
                .body("enabled", equalTo(false));

        hooks.change("{\"url\": \"https://shop.example/other\"}")
                .statusCode(200)
                .body("url", equalTo("https://shop.example/other"))
                .body("types", contains("shipment.event"))
                .body("description", equalTo("d"))
                .body("enabled", equalTo(false));
        hooks.change("{\"types\": [], \"description\": \"\", \"enabled\": true}")
                .statusCode(200)
                .body("types", empty())
                .body("description", equalTo(""))
                .body("enabled", equalTo(true));

        assertThat(hooks.published(4))
                .extracting(record -> record.value().revision(), record -> record.value()
                        .enabled())
                .containsExactly(tuple(1L, true), tuple(2L, false), tuple(3L, false), tuple(4L, true));
    }

    @Test
    void aChangeThatChangesNothingPublishesNothing() {
        Hooks hooks = Hooks.of(DEFAULT);
        hooks.change("{\"types\": [], \"enabled\": true}").statusCode(200);
        hooks.change("{}").statusCode(200);

        hooks.change("{\"description\": \"something\"}").statusCode(200);

        assertThat(hooks.published(2))
                .extracting(record -> record.value().revision())
                .containsExactly(1L, 2L);
    }

    @Test
    void aDeletedEndpointIsGoneAndATombstoneTellsTheNotifier() {
        Hooks hooks = Hooks.of(DEFAULT);

        as(DEFAULT).delete("/v1/webhooks/" + hooks.endpointId()).then().statusCode(204);

        hooks.shown().statusCode(404);
        as(DEFAULT).delete("/v1/webhooks/" + hooks.endpointId()).then().statusCode(404);
        get(DEFAULT, "/v1/webhooks").body("items.endpointId", not(hasItem(hooks.endpointId())));
        ConsumerRecord<String, WebhookEndpoint> last = hooks.published(2).get(1);
        assertThat(last.value()).isNull();
        assertThat(CloudEvent.header(last.headers(), "ce_id"))
                .isEqualTo(NameBasedId.of(hooks.id(), "deleted").toString());
    }

    @Test
    void aNewKeySignsAndTheOneBeforeItForAWhileToo() {
        Hooks hooks = Hooks.of(DEFAULT);
        Instant before = Instant.now();

        hooks.order("/rotate", "{\"overlap\": \"PT2H\"}")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("keyVersion", equalTo(2))
                .body("secret", equalTo(KEYS.shown(hooks.id(), 2).secret()));

        as(DEFAULT)
                .get("/v1/webhooks/" + hooks.endpointId() + "/secret")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("keyVersion", equalTo(2))
                .body("secret", equalTo(KEYS.shown(hooks.id(), 2).secret()))
                .body("publicKey", equalTo(KEYS.shown(hooks.id(), 2).publicKey()));
        WebhookEndpoint told = hooks.published(2).get(1).value();
        assertThat(told.keyVersion()).isEqualTo(2);
        assertThat(told.previousKeyUntil())
                .isBetween(before.plus(Duration.ofHours(2)), Instant.now().plus(Duration.ofHours(2)));
        hooks.order("/rotate", "").statusCode(200).body("keyVersion", equalTo(3));
        assertThat(hooks.published(3).get(2).value().previousKeyUntil()).isAfter(before.plus(Duration.ofHours(23)));
        hooks.order("/rotate", "{\"overlap\": \"PT0S\"}")
                .statusCode(200)
                .body("keyVersion", equalTo(4))
                .body("previousKeyUntil", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"P8D", "-PT1S", "P1W", "soon"})
    void anOverlapIsADurationOfAtMostAWeek(String overlap) {
        Hooks.of(DEFAULT)
                .order("/rotate", "{\"overlap\": \"" + overlap + "\"}")
                .statusCode(422)
                .body("errors.field", contains("overlap"));
    }

    @Test
    void aMerchantHasNoMoreThanFiftyHoweverManyAreMadeAtOnce() {
        String merchant = "many" + number();
        merchants.add(merchant, merchant);

        List<Integer> answers = IntStream.range(0, 54)
                .parallel()
                .mapToObj(n -> post(merchant, "", "{\"url\": \"https://shop.example/" + n + "\"}")
                        .extract()
                        .statusCode())
                .toList();

        assertThat(answers).filteredOn(status -> status == 201).hasSize(50);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(4);
        get(merchant, "/v1/webhooks?limit=200").body("items", hasSize(50));
    }

    @Test
    void theNewestStandsFirstAndPagesGoOn() {
        String merchant = "pages" + number();
        merchants.add(merchant, merchant);
        String first = Hooks.of(merchant).endpointId();
        String second = Hooks.of(merchant).endpointId();
        String third = Hooks.of(merchant).endpointId();

        String next = get(merchant, "/v1/webhooks?limit=2")
                .body("items.endpointId", contains(third, second))
                .extract()
                .path("next");
        get(merchant, "/v1/webhooks?limit=2&cursor=" + next)
                .body("items.endpointId", contains(first))
                .body("next", nullValue());
    }

    @Test
    void staffSeesAndChangesEverybodys() {
        Hooks hooks = Hooks.of(ACME);

        get(STAFF, "/v1/webhooks/" + hooks.endpointId()).statusCode(200).body("merchantId", equalTo("acme"));
        new Hooks(STAFF, hooks.endpointId())
                .change("{\"enabled\": false}")
                .statusCode(200)
                .body("merchantId", equalTo("acme"));
        new Hooks(DEFAULT, hooks.endpointId()).change("{\"enabled\": false}").statusCode(404);
    }

    @Test
    void anIdThatIsNoneIsNotFound() {
        get(DEFAULT, "/v1/webhooks/none").statusCode(404);
        get(DEFAULT, "/v1/webhooks/" + UUID.randomUUID()).statusCode(404);
        get(DEFAULT, "/v1/webhooks/" + UUID.randomUUID() + "/deliveries").statusCode(404);
        Hooks hooks = Hooks.of(DEFAULT);
        hooks.order("/deliveries/" + UUID.randomUUID() + "/resend", "").statusCode(404);
        post(DEFAULT, "", "{\"url\": \"https://shop.example/x\"}")
                .header("Location", not(endsWith(hooks.endpointId())));
    }
}
