package io.waymark.console.idempotency;

import static io.waymark.console.Api.ACME;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class IdempotencyIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Pool database;

    @Inject
    KeptAnswerScheduler scheduler;

    private final String number = number();
    private final String key = "k-" + number;

    @Test
    void aRepetitionGetsTheAnswerThatWasGiven() {
        String first = register(body(""))
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue())
                .extract()
                .asString();

        register(body(""))
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .header("Location", containsString("/v1/shipments/"))
                .contentType("application/json")
                .body(equalTo(first));
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        register(body("")).statusCode(201);

        register(body(", \"orderId\": \"O\"")).statusCode(422).body("errors.field", contains("Idempotency-Key"));

        get(DEFAULT, "/v1/shipments?trackingNumber=" + number).body("items.orderId", contains(nullValue()));
    }

    @Test
    void whatWasRefusedMayBeMendedUnderTheSameKey() {
        register("{\"carrier\": \"sto\"}").statusCode(422).body("errors.field", contains("trackingNumber"));

        register(body("")).statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void aKeyIsTheMerchantsOwnAndOfOneOperation() {
        register(body("")).statusCode(201);

        keyed(ACME, "/v1/shipments", body("")).statusCode(201).header("Idempotent-Replayed", nullValue());
        keyed(DEFAULT, "/v1/shipments?again", body("")).statusCode(200).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void whoMayNotCallLearnsNothingOfAKeptAnswer() {
        register(body("")).statusCode(201);

        keyed("wrong-key", "/v1/shipments", body("")).statusCode(401);
    }

    @Test
    void aKeyMustBeReadable() {
        for (String bad : List.of("", " ", "k".repeat(256))) {
            as(DEFAULT)
                    .contentType("application/json")
                    .header("Idempotency-Key", bad)
                    .body(body(""))
                    .post("/v1/shipments")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("Idempotency-Key"));
        }
    }

    @Test
    void repetitionsThatComeTogetherAreCarriedOutOnce() {
        List<Integer> firsts = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> register(body("")).statusCode(201).extract().header("Idempotent-Replayed")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(replayed -> replayed == null ? 1 : 0)
                .toList();

        assertThat(firsts).containsOnlyOnce(1);
    }

    @Test
    void aCallThatIsStillBeingCarriedOutIsNotCarriedOutBesides() {
        register(body("")).statusCode(201);
        sql("update kept_answer set status = null where call_id = $1", Tuple.of(id(body(""))));

        register(body("")).statusCode(409).header("Retry-After", "1").body("type", endsWith("conflict"));
    }

    @Test
    void aCallWhoseProcessDiedIsCarriedOutAgain() {
        register(body("")).statusCode(201);
        sql(
                "update kept_answer set status = null, claimed_at = now() - interval '2 minutes' where call_id = $1",
                Tuple.of(id(body(""))));

        register(body("")).statusCode(200).header("Idempotent-Replayed", nullValue());
        register(body("")).statusCode(200).header("Idempotent-Replayed", "true");
    }

    @Test
    void aRepetitionThatWaitsTakesOverFromAProcessThatDied() {
        register(body("")).statusCode(201);
        sql(
                "update kept_answer set status = null, claimed_at = now() - interval '58 seconds' where call_id = $1",
                Tuple.of(id(body(""))));

        register(body("")).statusCode(200).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void anAnswerIsForgottenInTime() {
        register(body("")).statusCode(201);
        sql("update kept_answer set expires_at = now() where call_id = $1", Tuple.of(id(body(""))));

        register(body("")).statusCode(200).header("Idempotent-Replayed", nullValue());

        sql("update kept_answer set expires_at = now() where call_id = $1", Tuple.of(id(body(""))));
        scheduler.forget().await().atMost(SOON);
        assertThat(sql("select 1 from kept_answer where call_id = $1", Tuple.of(id(body("")))))
                .isEmpty();
    }

    @Test
    void aLargeAnswerIsRepeatedWithoutItsBody() {
        register(body(", \"orderId\": \"O\"")).statusCode(201);
        sql("update kept_answer set body = null where call_id = $1", Tuple.of(id(body(", \"orderId\": \"O\""))));

        register(body(", \"orderId\": \"O\""))
                .statusCode(201)
                .header("Location", containsString("/v1/shipments/"))
                .body(equalTo(""));
    }

    @Test
    void theTableTellsNothingOfWhatWasSaid() {
        register(body(", \"orderId\": \"SECRET\", \"phone\": \"13488888888\"")).statusCode(201);

        Row row = sql("select kept_answer::text as words from kept_answer", Tuple.tuple())
                .iterator()
                .next();
        assertThat(row.getString("words"))
                .doesNotContain("SECRET")
                .doesNotContain("13488888888")
                .doesNotContain(key);
        RowSet<Row> bodies = sql("select body from kept_answer where body is not null", Tuple.tuple());
        for (Row each : bodies) {
            assertThat(each.getBuffer("body").toString("ISO-8859-1"))
                    .doesNotContain("SECRET")
                    .doesNotContain("sto");
        }
    }

    @Test
    void withoutAKeyNothingIsKept() {
        long before = rows();
        as(DEFAULT)
                .contentType("application/json")
                .body(body(""))
                .post("/v1/shipments")
                .then()
                .statusCode(201);

        assertThat(rows()).isEqualTo(before);
        get(DEFAULT, "/v1/shipments?trackingNumber=" + number).body("items", hasSize(1));
    }

    private long rows() {
        return sql("select count(*) as n from kept_answer", Tuple.tuple())
                .iterator()
                .next()
                .getLong("n");
    }

    private String id(String body) {
        return KeyedCall.of("default", "POST /v1/shipments", key, body.getBytes(StandardCharsets.UTF_8))
                .id();
    }

    private ValidatableResponse register(String body) {
        return keyed(DEFAULT, "/v1/shipments", body);
    }

    private ValidatableResponse keyed(String apiKey, String path, String body) {
        return as(apiKey)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path)
                .then();
    }

    private String body(String more) {
        return "{\"carrier\": \"sto\", \"trackingNumber\": \"" + number + "\"" + more + "}";
    }

    private RowSet<Row> sql(String statement, Tuple values) {
        return database.preparedQuery(statement).execute(values).await().atMost(SOON);
    }
}
