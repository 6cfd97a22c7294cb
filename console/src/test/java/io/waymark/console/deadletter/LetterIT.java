package io.waymark.console.deadletter;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waymark.console.readmodel.Plans;
import io.waymark.console.readmodel.Statement;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Rejection;
import io.waymark.contract.ReplayFindings;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What did not get through, as those who run the installation see it and decide about it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class LetterIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Plans plans;

    private final Letters letters = Letters.anew();

    @Test
    void aDeadLetterIsToldWithoutWhatItHolds() {
        String shipment = ShipmentId.of("sto", number()).toString();
        String secret = "{\"provider\": \"kuaidi100\", \"body\": \"" + letters.cause() + "13812341234\"}";
        long offset =
                letters.dies(Letters.RAW, shipment, secret.getBytes(UTF_8)).offset();
        String id = (String) letters.known(1).get(0).get("letterId");

        get(STAFF, "/v1/dead-letters/" + id)
                .statusCode(200)
                .body("group", equalTo("waymark-normalizer"))
                .body("topic", equalTo("waymark.raw.v1"))
                .body("deadLetters", equalTo(Letters.RAW))
                .body("partition", equalTo(3))
                .body("offset.toString()", equalTo(Long.toString(offset)))
                .body("sourcePartition", equalTo(4))
                .body("sourceOffset", equalTo(17))
                .body("shipmentId", equalTo(shipment))
                .body("provider", equalTo("kuaidi100"))
                .body("reason", equalTo(letters.cause()))
                .body("size", equalTo(secret.length()))
                .body("state", equalTo("WAITING"))
                .body("redrivable", equalTo(true));
        assertThat(as(STAFF).get("/v1/dead-letters/" + id).asString()).doesNotContain("1381234");
    }

    @Test
    void lettersOfEveryServiceAreKnownAndSomeAreLookedAtOnly() {
        String latest = Topics.LATEST.deadLettersOf(Topics.POLLER_GROUP).name();
        letters.dies(latest, "a\u0000b", new byte[0]);
        String id = (String) letters.known(1).get(0).get("letterId");

        get(STAFF, "/v1/dead-letters/" + id)
                .body("group", equalTo("waymark-poller"))
                .body("key", equalTo("a?b"))
                .body("shipmentId", nullValue())
                .body("redrivable", equalTo(false));
        redrive("{\"ids\": [\"" + id + "\"]}").statusCode(409);
    }

    @Test
    void filtersNarrowAndTheSummaryCounts() {
        letters.die(2);

        list("group", "waymark-normalizer").body("items", hasSize(2));
        list("group", "waymark-console").body("items", hasSize(0));
        list("topic", "waymark.raw.v1").body("items", hasSize(2));
        list("topic", "waymark.commands.v1").body("items", hasSize(0));
        list("state", "WAITING").body("items", hasSize(2));
        list("state", "REDRIVEN").body("items", hasSize(0));
        list("state", "DEAD").statusCode(400);
        String next = list("limit", "1").body("items", hasSize(1)).extract().path("next");
        list("cursor", next).body("items", hasSize(1)).body("next", nullValue());
        get(STAFF, "/v1/dead-letters/summary")
                .body("find { it.cause == '" + letters.cause() + "' }.letters", equalTo(2));
    }

    @Test
    void anOrderNamesWhatWaitsAndItsProgressIsTold() {
        List<Map<String, Object>> two = letters.die(2);
        String command = redrive("{\"filter\": {\"reason\": \"" + letters.cause() + "\"}, \"why\": \"mended\"}")
                .statusCode(202)
                .body("reason", equalTo("mended"))
                .extract()
                .path("id");

        Command sent = Letters.ordered(command);
        assertThat(sent.target()).isEqualTo(Command.REDRIVE);
        assertThat(sent.arguments().path("letters")).singleElement().satisfies(part -> {
            assertThat(part.path("topic").asText()).isEqualTo(Letters.RAW);
            assertThat(part.path("partition").asInt()).isEqualTo(3);
            assertThat(part.path("offsets").asText()).isEqualTo(offsets(two));
        });
        Letters.areRedriven(command, two.get(0));
        soon(() -> get(STAFF, "/v1/commands/" + command)
                .body("state", equalTo("PENDING"))
                .body("detail", equalTo("1 of 2 put back")));
        list("state", "REDRIVEN").body("items", hasSize(1)).body("items[0].commandId", equalTo(command));
        Letters.areRedriven(command, two.get(1));
        Letters.isDone(command, "2 put back");
        soon(() -> get(STAFF, "/v1/commands/" + command).body("state", equalTo("DONE")));
        list("state", "WAITING").body("items", hasSize(0));
        redrive("{\"filter\": {\"reason\": \"" + letters.cause() + "\"}}").statusCode(409);
    }

    @Test
    void anOrderThatIsRepeatedIsTheSameThoughItsLettersWaitNoLonger() {
        Map<String, Object> letter = letters.die(1).get(0);
        String key = UUID.randomUUID().toString();
        String command = redriveByKey(key).statusCode(202).extract().path("id");
        Letters.areRedriven(command, letter);
        soon(() -> list("state", "REDRIVEN").body("items", hasSize(1)));

        plans.run("delete from kept_answer");

        redriveByKey(key).statusCode(202);
        assertThat(redriveByKey(key).extract().<String>path("id")).isEqualTo(command);
    }

    private ValidatableResponse redriveByKey(String key) {
        return as(STAFF)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"filter\": {\"reason\": \"" + letters.cause() + "\"}}")
                .post("/v1/dead-letters/redrive")
                .then();
    }

    @Test
    void whatWaitsIsFoundByIndexesOfItsOwnAmongMuchThatWasPutBack() {
        plans.run("insert into dead_letter (letter_id, letters, partition, record_offset, consumer_group, topic,"
                + " record_key, provider, reason, cause, size, at, state) select gen_random_uuid(), 'plans', 1, i, 'g', 't', '',"
                + " '', 'r', 'cause', 1, now() - i * interval '1 second', case when i % 20 = 0 then 'WAITING' else"
                + " 'REDRIVEN' end from generate_series(1, 30000) i");
        try {
            plans.run("analyze dead_letter");
            LetterFilter waiting = new LetterFilter(null, null, "cause", LetterState.WAITING, null);

            assertThat(plans.of(new Statement(LetterQueryRepository.WAITING, List.of())))
                    .contains("dead_letter_waiting")
                    .doesNotContain("Seq Scan");
            assertThat(plans.of(LetterQueryRepository.list(waiting, null, 51)))
                    .contains("dead_letter_waiting_cause")
                    .doesNotContain("Sort");
        } finally {
            plans.run("delete from dead_letter where letters = 'plans'");
            plans.run("analyze dead_letter");
        }
    }

    @Test
    void whatIsDiscardedIsLeftOutUnlessItWasPutBackAllTheSame() {
        Map<String, Object> letter = letters.die(1).get(0);
        String path = "/v1/dead-letters/" + letter.get("letterId");
        post(path + "/discard", "{}").statusCode(422);
        post(path + "/discard", "{\"reason\": \"nonsense\"}")
                .statusCode(200)
                .body("state", equalTo("DISCARDED"))
                .body("decision", equalTo("nonsense"))
                .body("decidedBy", startsWith("staff/key-"));
        post(path + "/discard", "{\"reason\": \"again\"}").statusCode(200).body("decision", equalTo("nonsense"));

        redrive("{\"filter\": {\"reason\": \"" + letters.cause() + "\"}}").statusCode(409);
        Letters.areRedriven(Command.REDRIVE, letter);
        soon(() -> get(STAFF, path).body("state", equalTo("REDRIVEN")).body("decision", nullValue()));
        post(path + "/discard", "{\"reason\": \"late\"}").statusCode(409);
    }

    @Test
    void anOrderThatSaysNothingSensibleIsRefused() {
        redrive("{}").statusCode(422);
        redrive("{\"ids\": [], \"filter\": {}}").statusCode(422);
        redrive("{\"ids\": []}").statusCode(422);
        redrive("{\"ids\": [\"x\"]}").statusCode(422);
        redrive("{\"filter\": {\"colour\": \"red\"}}").statusCode(422);
        redrive("{\"ids\": [\"" + UUID.randomUUID() + "\"]}").statusCode(404);
        get(STAFF, "/v1/dead-letters/nothing").statusCode(404);
        as(DEFAULT)
                .contentType(ContentType.JSON)
                .body("{\"filter\": {}}")
                .post("/v1/dead-letters/redrive")
                .then()
                .statusCode(403);
    }

    @Test
    void aRefusalIsToldAsTheDoorWroteItDown() {
        String provider = "p" + number();
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
        writer.write(Topics.REJECTED, null, refusal(provider, "BAD_SIGNATURE", at.minusSeconds(60)));
        writer.write(Topics.REJECTED, null, refusal(provider, "STALE", at));

        soon(() -> rejections("provider", provider, 2)
                .body("items[0].reason", equalTo("STALE"))
                .body("items[1].excerpt", equalTo("sign=0&param=\u003f138****1234"))
                .body("items[1].alsoRefused", equalTo(4)));
        rejections("reason", "STALE", -1).body("items.provider", hasItem(provider));
        as(STAFF)
                .queryParam("provider", provider)
                .queryParam("since", at.toString())
                .get("/v1/rejections")
                .then()
                .body("items", hasSize(1));
        get(DEFAULT, "/v1/rejections").statusCode(403);
    }

    @Test
    void aReportOfAReplayIsKept() {
        String id = UUID.randomUUID().toString();
        ReplayFindings findings = new ReplayFindings(
                "sto 1",
                "sto 2",
                10,
                1,
                3,
                new ReplayFindings.Counts(2, 2, 1, 1, 0),
                List.of(new ReplayFindings.Rule(
                        "sto:1 > sto:2", new ReplayFindings.Counts(2, 2, 1, 1, 0), List.of("sto:" + id))),
                List.of(new ReplayFindings.Money("onerway", "OWED", true, 1)));
        Letters.tell(id, Command.REPORT_REPLAY, JsonSerde.mapper().valueToTree(findings));
        Letters.tell(
                id, Command.REPORT_REPLAY, JsonSerde.mapper().createObjectNode().put("now", "x"));

        soon(() -> get(STAFF, "/v1/replays")
                .body("items.replayId", hasItem(id))
                .body("items.find { it.replayId == '" + id + "' }.rules[0].examples[0]", equalTo("sto:" + id))
                .body("items.find { it.replayId == '" + id + "' }.all.gained", equalTo(1)));
        get(DEFAULT, "/v1/replays").statusCode(403);
    }

    private static Rejection refusal(String provider, String reason, Instant at) {
        return new Rejection(
                UUID.randomUUID().toString(),
                provider,
                reason,
                at,
                "ab12",
                40,
                "sign=0&param=\u0000138****1234",
                null,
                4);
    }

    private static ValidatableResponse rejections(String name, String value, int count) {
        ValidatableResponse found =
                as(STAFF).queryParam(name, value).get("/v1/rejections").then().statusCode(200);
        return count < 0 ? found : found.body("items", hasSize(count));
    }

    private ValidatableResponse list(String name, String value) {
        return as(STAFF)
                .queryParam("reason", letters.cause())
                .queryParam(name, value)
                .get("/v1/dead-letters")
                .then();
    }

    private static ValidatableResponse redrive(String body) {
        return post("/v1/dead-letters/redrive", body);
    }

    private static ValidatableResponse post(String path, String body) {
        return as(STAFF).contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static String offsets(List<Map<String, Object>> two) {
        long first = ((Number) two.get(0).get("offset")).longValue();
        long second = ((Number) two.get(1).get("offset")).longValue();
        return second == first + 1 ? first + "-" + second : first + "," + second;
    }

    private static void soon(Runnable answer) {
        await().atMost(SOON).untilAsserted(answer::run);
    }
}
