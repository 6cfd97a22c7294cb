package io.waymark.console.access;

import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.access.KeyHash;
import io.waymark.contract.ApiKey;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class KeyIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Merchants merchants;

    @Inject
    Pool database;

    private final String merchant = "m" + number();

    @BeforeEach
    void aMerchantWithAnOperator() {
        merchants.add(merchant, merchant);
    }

    @Test
    void aKeyIsShownOnceAndWorksAtOnce() {
        ValidatableResponse made = make(merchant, "\"scopes\": [\"read\"]").statusCode(201);
        String key = made.extract().path("key");
        String id = made.extract().path("keyId");

        assertThat(key).matches("wmk_[\\w-]{43}");
        made.header("Location", endsWith("/v1/keys/" + id)).header("Cache-Control", "no-store");
        get(key, "/v1/shipments").statusCode(200);
        get(key, "/v1/keys").statusCode(403);
        get(merchant, "/v1/keys/" + id)
                .body("state", equalTo("VALID"))
                .body("createdBy", startsWith(merchant + "/key-"))
                .body("key", nullValue());
        assertThat(get(merchant, "/v1/keys").extract().asString()).doesNotContain(key);
    }

    @Test
    void theDatabaseAndTheTopicHaveItsHashAlone() {
        String key =
                make(merchant, "\"scopes\": [\"read\", \"register\"]").extract().path("key");

        assertThat(database.preparedQuery("select 1 from api_key where api_key::text like '%' || $1 || '%'")
                        .execute(Tuple.of(key))
                        .await()
                        .atMost(SOON))
                .isEmpty();
        ApiKey published = published(KeyHash.of(key), 1).get(0);
        assertThat(published.merchantId()).isEqualTo(merchant);
        assertThat(published.scopes()).isEqualTo(Set.of("read", "register"));
        assertThat(published.isValid(Instant.now())).isTrue();
    }

    @Test
    void aRevokedKeyStopsAtOnceAndForGood() {
        ValidatableResponse made = make(merchant, "\"scopes\": [\"read\"]");
        String key = made.extract().path("key");
        String path = "/v1/keys/" + made.extract().path("keyId");

        as(merchant).delete(path).then().statusCode(204);
        as(merchant).delete(path).then().statusCode(204);

        get(key, "/v1/shipments").statusCode(401);
        get(merchant, path).body("state", equalTo("REVOKED"));
        List<ApiKey> published = published(KeyHash.of(key), 2);
        assertThat(published).hasSize(2);
        assertThat(published.get(1).isValid(Instant.now())).isFalse();
    }

    @Test
    void aKeyEndsWhenItsTimeIsOver() {
        Instant end = Instant.now().plusSeconds(2);
        String key = make(merchant, "\"scopes\": [\"read\"], \"expiresAt\": \"" + end + "\"")
                .statusCode(201)
                .extract()
                .path("key");

        await().atMost(SOON).untilAsserted(() -> get(key, "/v1/shipments").statusCode(401));
        assertThat(Instant.now()).isAfterOrEqualTo(end);
        get(merchant, "/v1/keys").body("items.state", hasItem("EXPIRED"));
    }

    @Test
    void aKeyOfTheConfigurationEndsWithTheConfiguration() {
        String id = "key-" + KeyHash.of(STAFF).substring(0, 12);

        as(STAFF).delete("/v1/keys/" + id).then().statusCode(409);
        get(STAFF, "/v1/keys/" + id).body("state", equalTo("VALID")).body("configured", equalTo(true));
    }

    @Test
    void aKeyGivesNoMoreThanItsMakerHas() {
        merchants.add(merchant, merchant + "-operate", "operate");

        make(merchant + "-operate", "\"scopes\": [\"operate\", \"register\"]")
                .statusCode(422)
                .body("errors.field", contains("scopes[1]"));
        make(merchant, "\"scopes\": [\"read\"], \"merchantId\": \"acme\"")
                .statusCode(422)
                .body("errors.field", contains("merchantId"));
    }

    @Test
    void staffMakesAndEndsKeysForEveryMerchant() {
        String newcomer = "n" + number();
        ValidatableResponse made = make(
                        STAFF, "\"scopes\": [\"register\", \"read\"], \"merchantId\": \"" + newcomer + "\"")
                .statusCode(201)
                .body("merchantId", equalTo(newcomer));
        String key = made.extract().path("key");
        String path = "/v1/keys/" + made.extract().path("keyId");

        as(key).contentType("application/json")
                .body("{\"carrier\": \"sto\", \"trackingNumber\": \"" + number() + "\"}")
                .post("/v1/shipments")
                .then()
                .statusCode(201);
        get(merchant, path).statusCode(404);
        as(merchant).delete(path).then().statusCode(404);
        as(STAFF).delete(path).then().statusCode(204);
        get(key, "/v1/shipments").statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\": [\"read\"]} | name",
                "{\"name\": \"n\"} | scopes",
                "{\"name\": \"n\", \"scopes\": []} | scopes",
                "{\"name\": \"n\", \"scopes\": [\"all\"]} | scopes[0]",
                "{\"name\": \"n\", \"scopes\": [\"read\"], \"expiresAt\": \"2020-01-01T00:00:00Z\"} | expiresAt",
                "{\"name\": \"n\", \"scopes\": [\"read\"], \"key\": \"my-own\"} | key"
            })
    void aBadFieldIsNamed(String body, String field) {
        as(merchant)
                .contentType("application/json")
                .body(body)
                .post("/v1/keys")
                .then()
                .statusCode(422)
                .body("errors.field", contains(field));
    }

    @Test
    void keysAreListedPageByPage() {
        for (int i = 0; i < 3; i++) {
            make(merchant, "\"scopes\": [\"read\"]").statusCode(201);
        }

        ValidatableResponse first =
                get(merchant, "/v1/keys?limit=2").body("items.merchantId", everyItem(equalTo(merchant)));
        String next = first.extract().path("next");
        List<String> ids = first.extract().path("items.keyId");
        List<String> more = get(merchant, "/v1/keys?limit=200&cursor=" + next)
                .body("next", nullValue())
                .extract()
                .path("items.keyId");

        assertThat(ids).hasSize(2).doesNotContainAnyElementsOf(more);
        assertThat(more).hasSize(2);
    }

    private static ValidatableResponse make(String key, String fields) {
        return as(key).contentType("application/json")
                .body("{\"name\": \"warehouse\", " + fields + "}")
                .post("/v1/keys")
                .then();
    }

    private static List<ApiKey> published(String hash, int count) {
        return new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.API_KEYS, SOON, all -> of(all, hash).size() >= count).stream()
                        .filter(record -> record.key().equals(hash))
                        .map(ConsumerRecord::value)
                        .toList();
    }

    private static List<ConsumerRecord<String, ApiKey>> of(List<ConsumerRecord<String, ApiKey>> all, String hash) {
        return all.stream().filter(record -> record.key().equals(hash)).toList();
    }
}
