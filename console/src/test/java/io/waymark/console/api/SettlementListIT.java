package io.waymark.console.api;

import static io.waymark.console.Api.STAFF;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.access.Merchants;
import io.waymark.console.readmodel.Ledger;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger says of a merchant's settlements, one by one, in lists and in sums. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class SettlementListIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Shop shop = Shop.anew();
    private final String merchant = shop.merchant();
    private final String key = shop.key();

    @Inject
    Merchants merchants;

    @BeforeEach
    void theMerchantHasAKey() {
        merchants.add(merchant, key);
    }

    @Test
    void oneSettlementTellsItsEvidenceEveryChangeAndEveryAttempt() {
        Ledger ledger = shop.bound()
                .due(NOW.plus(Duration.ofDays(3)))
                .worth("129.90")
                .proven("waymark.raw.v1-3@1204#raw-2")
                .to(SettlementState.ELIGIBLE, "FACTS", "proven")
                .attempted("NOT_YET", "40001", "transaction not final")
                .to(SettlementState.WAITING, "ANSWER", "not yet")
                .seen(true)
                .publish();
        String path = "/v1/settlements/" + ledger.id();

        soon(() -> get(key, path).body("state", equalTo("WAITING")));
        get(key, path)
                .body("merchantId", equalTo(merchant))
                .body("carrier", equalTo("sto"))
                .body("deadline", equalTo(NOW.plus(Duration.ofDays(3)).toString()))
                .body("amount", equalTo(129.9f))
                .body("currency", equalTo("SAR"))
                .body("reason", equalTo("not yet"))
                .body("attempts", equalTo(1))
                .body("evidence.rule", equalTo("kuaidi100:301"))
                .body("evidence.source.topic", equalTo("waymark.raw.v1"))
                .body("evidence.source.partition", equalTo(3))
                .body("evidence.source.offset", equalTo(1204))
                .body("evidence.source.ceId", equalTo("raw-2"))
                .body("evidenceEventId", notNullValue())
                .body("gatewayView.agrees", equalTo(true))
                .body("gatewayView.rawStatus", equalTo("InTransit"))
                .body("changes.to", contains("ELIGIBLE", "WAITING"))
                .body("changes[0].from", equalTo("OWED"))
                .body("changes[0].cause", equalTo("FACTS"))
                .body("attemptLog", hasSize(1))
                .body("attemptLog[0].code", equalTo("40001"))
                .body("attemptLog[0].text", equalTo("transaction not final"))
                .body("attemptLog[0].requestDigest", equalTo("ab".repeat(32)))
                .body("attemptLog[0].durationMillis", equalTo(12))
                .body(
                        "links.explain",
                        equalTo("/v1/shipments/" + ledger.settlement().shipmentId() + "/explain"))
                .body("links.disputePack", equalTo(path + "/dispute-pack"));
        get(key, "/v1/settlements")
                .body("items.state", contains("WAITING"))
                .body("items[0]", not(hasKey("changes")))
                .body("items[0].attemptLog", hasSize(1))
                .body("items[0]", not(hasKey("links")))
                .body("items[0].evidence.rule", equalTo("kuaidi100:301"));
    }

    @Test
    void whatTheLedgerHasNotSpokenOfIsOwedAndSaysNothingElse() {
        Ledger ledger = shop.bound();

        get(key, "/v1/settlements/" + ledger.id())
                .body("state", equalTo("OWED"))
                .body("deadline", nullValue())
                .body("evidence", nullValue())
                .body("changes", empty())
                .body("attemptLog", empty());
        get(key, "/v1/settlements?state=OWED").body("items", hasSize(1));
        get(key, "/v1/settlements?due=3650").body("items", empty());
    }

    @Test
    void aRecordFromBeforeThereWasAHistoryIsReadAsItIs() {
        Ledger ledger = shop.bound();
        Topic<String, byte[]> raw =
                new Topic<>(Topics.SETTLEMENTS.name(), Serdes.String(), Serdes.ByteArray(), Optional.empty());
        String old =
                """
                {"settlementId": "%s", "merchantId": "%s", "shipmentId": "%s", "gateway": "onerway",
                 "transactionId": "T", "trackingNumber": "%s", "state": "ACKNOWLEDGED", "reason": "", "attempts": 1,
                 "evidenceEventId": null, "overdue": false, "changedAt": "2023-06-30T08:05:04Z", "revision": 3}"""
                        .formatted(ledger.id(), merchant, ledger.settlement().shipmentId(), ledger.number());
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(raw, ledger.id().toString(), old.getBytes(StandardCharsets.UTF_8));

        soon(() -> get(key, "/v1/settlements/" + ledger.id()).body("state", equalTo("ACKNOWLEDGED")));
        get(key, "/v1/settlements/" + ledger.id())
                .body("carrier", equalTo(""))
                .body("holdCause", nullValue())
                .body("changes", empty());
        get(key, "/v1/settlements?agrees=true").body("items", empty());
        get(key, "/v1/settlements/summary").body("items", empty()).body("total", nullValue());
    }

    @Test
    void differencesAreThoseInWhichTheGatewaysRecordIsAnotherThanOurs() {
        Ledger differs = shop.bound()
                .seen(false)
                .to(SettlementState.ACKNOWLEDGED, "INQUIRY", "")
                .publish();
        Ledger agrees = shop.bound()
                .seen(true)
                .to(SettlementState.RECONCILED, "INQUIRY", "")
                .publish();
        shop.bound().to(SettlementState.ACKNOWLEDGED, "ANSWER", "").publish();

        soon(() -> get(key, "/v1/settlements?state=RECONCILED").body("items", hasSize(1)));
        soon(() -> get(key, "/v1/settlements?state=ACKNOWLEDGED").body("items", hasSize(2)));
        get(key, "/v1/settlements?agrees=false")
                .body("items.trackingNumber", contains(differs.number()))
                .body("items[0].gatewayView.rawStatus", equalTo("InTransit"));
        get(key, "/v1/settlements?agrees=true").body("items.trackingNumber", contains(agrees.number()));
    }

    @Test
    void moneyThatWaitsIsSummedPerGatewayStateAndCause() {
        shop.bound()
                .held("UNKNOWN_CARRIER")
                .worth("100.10")
                .due(NOW.minusSeconds(60))
                .publish();
        shop.bound()
                .held("UNKNOWN_CARRIER")
                .worth("0.90")
                .due(NOW.plus(Duration.ofDays(9)))
                .publish();
        shop.bound().held("UNKNOWN_CARRIER").due(NOW.plus(Duration.ofDays(8))).publish();
        shop.bound().held("OPERATOR").publish();
        shop.bound().to(SettlementState.REJECTED, "ANSWER", "40013").worth("7").publish();
        shop.bound()
                .to(SettlementState.ACKNOWLEDGED, "ANSWER", "")
                .worth("1000")
                .publish();
        shop.bound().to(SettlementState.STOPPED, "FACTS", "").worth("1000").publish();

        soon(() -> get(key, "/v1/settlements?state=STOPPED").body("items", hasSize(1)));
        soon(() -> get(key, "/v1/settlements/summary").body("total.count", equalTo(5)));
        get(key, "/v1/settlements/summary")
                .body("items.gateway", everyItem(equalTo("onerway")))
                .body("items.state", contains("HELD", "HELD", "REJECTED"))
                .body("items.holdCause", contains("OPERATOR", "UNKNOWN_CARRIER", null))
                .body("items.total.count", contains(1, 3, 1))
                .body("items[1].total.overdue", equalTo(1))
                .body(
                        "items[1].total.nextDeadline",
                        equalTo(NOW.plus(Duration.ofDays(8)).toString()))
                .body("items[1].total.amounts", hasSize(1))
                .body("items[1].total.amounts[0].currency", equalTo("SAR"))
                .body("items[1].total.amounts[0].amount", equalTo(101.0f))
                .body("items[1].total.withoutAmount", equalTo(1))
                .body("items[0].total.amounts", empty())
                .body("items[0].total.nextDeadline", nullValue())
                .body("total.overdue", equalTo(1))
                .body("total.amounts[0].amount", equalTo(108.0f))
                .body("total.withoutAmount", equalTo(2))
                .body("total.oldestBoundAt", notNullValue());
        get(STAFF, "/v1/settlements/summary").body("items.holdCause", hasItems("OPERATOR", "UNKNOWN_CARRIER"));
    }

    @Test
    void anotherMerchantSeesNoneOfIt() {
        Ledger ledger = shop.bound().due(NOW).held("OPERATOR").seen(false).publish();
        soon(() -> get(key, "/v1/settlements?agrees=false").body("items", hasSize(1)));

        String strangers = as("acme-key").get("/v1/settlements/summary").asString();
        assertThat(strangers).doesNotContain(merchant);
        for (String list : List.of("?due=1", "?agrees=false", "?state=HELD", "?limit=200")) {
            get("acme-key", "/v1/settlements" + list).body("items.trackingNumber", not(hasItem(ledger.number())));
        }
        get("acme-key", "/v1/settlements/" + ledger.id()).statusCode(404);
        get("acme-key", "/v1/settlements/" + ledger.id() + "/dispute-pack").statusCode(404);
    }

    private static void soon(Runnable answer) {
        await().atMost(SOON).untilAsserted(answer::run);
    }
}
