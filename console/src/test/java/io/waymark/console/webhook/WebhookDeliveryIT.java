package io.waymark.console.webhook;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.webhook.Hooks.ask;
import static io.waymark.console.webhook.Hooks.post;
import static io.waymark.console.webhook.Hooks.soon;
import static io.waymark.contract.WebhookDelivery.State.DELIVERED;
import static io.waymark.contract.WebhookDelivery.State.FAILED;
import static io.waymark.contract.WebhookDelivery.State.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the notifier tells of an endpoint's messages, and what it is asked about them. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookDeliveryIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    DeliveryScheduler scheduler;

    private Hooks hooks;

    @BeforeEach
    void anEndpoint() {
        hooks = Hooks.of(DEFAULT);
    }

    @Test
    void whatBecameOfMessagesIsShownTheNewestFirst() {
        UUID older = UUID.randomUUID();
        UUID newer = UUID.randomUUID();
        hooks.told(older, "shipment.event", FAILED, NOW.minusSeconds(60), 1);
        hooks.told(newer, "order.unlocked", WAITING, NOW, 1);

        soon(() -> hooks.deliveries("").statusCode(200).body("items", hasSize(2)));
        hooks.deliveries("")
                .body("items.deliveryId", contains(newer.toString(), older.toString()))
                .body("items[0].webhookId", equalTo("msg_" + newer))
                .body("items[0].type", equalTo("order.unlocked"))
                .body("items[0].state", equalTo("WAITING"))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].createdAt", equalTo(NOW.toString()))
                .body("items[0].commandId", nullValue())
                .body("items[0].attemptLog[0].status", equalTo(503))
                .body("items[0].attemptLog[0].outcome", equalTo("STATUS"))
                .body("items[0].attemptLog[0].durationMillis", equalTo(12));
        String next = hooks.deliveries("?limit=1").extract().path("next");
        hooks.deliveries("?limit=1&cursor=" + next)
                .body("items.deliveryId", contains(older.toString()))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "state=FAILED, 1",
        "state=delivered, 1",
        "state=WAITING, 0",
        "type=order.unlocked, 1",
        "type=nothing, 0",
        "state=FAILED&type=order.unlocked, 0"
    })
    void theListNarrows(String query, int items) {
        hooks.told(UUID.randomUUID(), "shipment.event", FAILED, NOW.minusSeconds(60), 1);
        hooks.told(UUID.randomUUID(), "order.unlocked", DELIVERED, NOW, 1);

        soon(() -> hooks.deliveries("").body("items", hasSize(2)));
        hooks.deliveries("?" + query).statusCode(200).body("items", hasSize(items));
    }

    @Test
    void theListNarrowsToATime() {
        hooks.told(UUID.randomUUID(), "shipment.event", FAILED, NOW.minusSeconds(60), 1);
        hooks.told(UUID.randomUUID(), "shipment.event", FAILED, NOW, 1);

        soon(() -> hooks.deliveries("").body("items", hasSize(2)));
        hooks.deliveries("?since=" + NOW).body("items", hasSize(1));
        hooks.deliveries("?since=" + NOW.plusSeconds(1)).body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=LOST", "since=yesterday", "limit=0", "cursor=x"})
    void aBadParameterIsNamed(String query) {
        hooks.deliveries("?" + query)
                .statusCode(400)
                .body("errors.field", contains(query.substring(0, query.indexOf('='))));
    }

    @Test
    void aRecordThatComesAgainOrLateChangesNothing() {
        UUID id = UUID.randomUUID();
        UUID last = inTheSamePartition(id);
        hooks.told(id, "shipment.event", DELIVERED, NOW, 3);
        hooks.told(id, "shipment.event", WAITING, NOW, 2);
        hooks.told(id, "shipment.event", WAITING, NOW, 3);
        hooks.told(last, "shipment.event", FAILED, NOW.minusSeconds(1), 1);

        soon(() -> hooks.deliveries("").body("items", hasSize(2)));
        hooks.deliveries("").body("items.state", contains("DELIVERED", "FAILED"));
    }

    @Test
    void aRecordThatNobodyCanApplyGoesToTheDeadLettersAlone() {
        UUID bad = UUID.randomUUID();
        WebhookDelivery said = hooks.told(UUID.randomUUID(), "shipment.event", DELIVERED, NOW, 1);
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.DELIVERIES, bad.toString(), said);

        expectDeadLetter(Topics.DELIVERIES, bad.toString());
        soon(() -> hooks.deliveries("").body("items", hasSize(1)));
    }

    @Test
    void whatIsTooOldIsForgotten() {
        UUID old = UUID.randomUUID();
        UUID kept = inTheSamePartition(old);
        hooks.told(
                old, "shipment.event", DELIVERED, NOW.minus(Duration.ofDays(30)).minusSeconds(1), 1);
        hooks.told(
                kept,
                "shipment.event",
                DELIVERED,
                NOW.minus(Duration.ofDays(30)).plusSeconds(600),
                1);

        soon(() -> hooks.deliveries("").body("items.deliveryId", hasItem(kept.toString())));

        scheduler.forget().await().atMost(Hooks.SOON);

        hooks.deliveries("").body("items.deliveryId", contains(kept.toString()));
    }

    @Test
    void ordersAreSentToTheNotifierAndAnsweredByIt() {
        UUID delivery = UUID.randomUUID();
        hooks.told(delivery, "shipment.event", FAILED, NOW, 1);
        soon(() -> hooks.deliveries("").body("items", hasSize(1)));

        String resend = ordered("/deliveries/" + delivery + "/resend", "", "webhook.resend");
        String recover = ordered("/recover", "{\"since\": \"2026-11-01T08:00:00+08:00\"}", "webhook.recover");
        String test = ordered("/test", "", "webhook.test");

        assertThat(hooks.ordered(3))
                .extracting(
                        record -> record.value().id(),
                        record -> record.value().type(),
                        record -> record.value().merchantId(),
                        record -> record.value().arguments().toString())
                .containsExactly(
                        tuple(resend, Command.RESEND_WEBHOOK, "default", "{\"deliveryId\":\"" + delivery + "\"}"),
                        tuple(recover, Command.RECOVER_WEBHOOK, "default", "{\"since\":\"2026-11-01T00:00:00Z\"}"),
                        tuple(test, Command.TEST_WEBHOOK, "default", "{}"));
        ask(Command.ANSWER_COMMAND, resend, "", NOW, "{\"state\": \"DONE\", \"detail\": \"sent\"}");
        ask(Command.ANSWER_COMMAND, test, "", NOW, "{\"state\": \"REFUSED\", \"detail\": \"it is disabled\"}");
        soon(() -> get(DEFAULT, "/v1/commands/" + resend)
                .body("state", equalTo("DONE"))
                .body("detail", equalTo("sent"))
                .body("decidedAt", equalTo(NOW.toString())));
        soon(() -> get(DEFAULT, "/v1/commands/" + test)
                .body("state", equalTo("REFUSED"))
                .body("detail", equalTo("it is disabled")));
        get(DEFAULT, "/v1/commands/" + recover).body("state", equalTo("PENDING"));
    }

    @Test
    void theFirstAnswerStands() {
        String test = ordered("/test", "", "webhook.test");
        ask(Command.ANSWER_COMMAND, test, "", NOW, "{\"state\": \"DONE\", \"detail\": \"sent\"}");
        ask(Command.ANSWER_COMMAND, test, "", NOW, "{\"state\": \"REFUSED\", \"detail\": \"late\"}");
        String other = ordered("/test", "", "webhook.test");
        // of the same key, so read after the others
        ask(Command.ANSWER_COMMAND, test, "", NOW, "{\"state\": \"NEITHER\", \"detail\": \"bad\"}");
        ask(Command.ANSWER_COMMAND, other, "", NOW, "{\"state\": \"DONE\", \"detail\": \"sent\"}");

        expectDeadLetter(Topics.COMMANDS, test);
        get(DEFAULT, "/v1/commands/" + test).body("state", equalTo("DONE")).body("detail", equalTo("sent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"since\": \"2099-01-01T00:00:00Z\"}", "{\"since\": \"2026-11-01\"}"})
    void aRecoveryIsSinceATimeThatHasBeen(String body) {
        hooks.order("/recover", body).statusCode(422).body("errors.field", contains("since"));
    }

    @Test
    void anEndpointThatWantsNoMoreIsDisabledUntilItsMerchantEnablesItAgain() {
        ask(Command.DISABLE_WEBHOOK, hooks.endpointId(), "it answered 410", NOW, "{\"revision\": 1}");

        soon(() -> hooks.shown().body("enabled", equalTo(false)).body("disabledReason", equalTo("it answered 410")));
        assertThat(hooks.published(2).get(1).value().enabled()).isFalse();
        hooks.change("{\"enabled\": true}").body("enabled", equalTo(true)).body("disabledReason", nullValue());

        // decided before it was enabled again, and read afterwards, by whichever clock
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        ask(Command.DISABLE_WEBHOOK, hooks.endpointId(), "it answered 410", tomorrow, "{\"revision\": 1}");
        ask(Command.DISABLE_WEBHOOK, UUID.randomUUID().toString(), "deleted long ago", NOW, "{\"revision\": 1}");
        Hooks other = Hooks.of(DEFAULT);
        soon(() -> {
            ask(Command.DISABLE_WEBHOOK, other.endpointId(), "for comparison", NOW, "{}");
            other.shown().body("enabled", equalTo(false));
        });
        hooks.shown().body("enabled", equalTo(true));
        assertThat(hooks.published(4).get(3).value().enabled())
                .as("whoever decided it is told that it stays enabled")
                .isTrue();

        // and of the endpoint as it is now, by a clock that is behind
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        ask(Command.DISABLE_WEBHOOK, hooks.endpointId(), "it answered 410", yesterday, "{\"revision\": 4}");
        soon(() -> hooks.shown().body("enabled", equalTo(false)));
    }

    @Test
    void aDecisionOfNoRevisionAtAllIsADeadLetter() {
        ask(Command.DISABLE_WEBHOOK, hooks.endpointId(), "", NOW, "{\"revision\": \"newest\"}");

        expectDeadLetter(Topics.COMMANDS, hooks.endpointId());
        hooks.shown().body("enabled", equalTo(true));
    }

    /** Read after what was written about the other. */
    private static UUID inTheSamePartition(UUID other) {
        return Stream.generate(UUID::randomUUID)
                .filter(id -> partition(id) == partition(other))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(UUID deliveryId) {
        byte[] key = deliveryId.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % 6;
    }

    private static void expectDeadLetter(Topic<?, ?> topic, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(topic.deadLettersOf(Topics.CONSOLE_GROUP), Hooks.SOON, all -> all.stream()
                        .anyMatch(letter -> Arrays.equals(letter.key(), bytes)));
    }

    private String ordered(String path, String body, String type) {
        return hooks.order(path, body)
                .statusCode(202)
                .header("Location", matchesPattern(".*/v1/commands/[0-9a-f-]{36}"))
                .body("type", equalTo(type))
                .body("target", equalTo(hooks.endpointId()))
                .body("state", equalTo("PENDING"))
                .extract()
                .path("id");
    }

    @Test
    void withoutAnEndpointNothingIsOrdered() {
        post(DEFAULT, "/" + UUID.randomUUID() + "/test", "").statusCode(404);
    }
}
