package io.waymark.notifier.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.Payment;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people order, as it comes out of Kafka, and what is told of it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class OrderIT extends LedgerCases {

    private static void order(Parcel parcel, String type, String commandId) {
        String target = parcel.settlementId.toString();
        parcel.write(
                Topics.COMMANDS,
                target,
                new Command(
                        commandId,
                        type,
                        target,
                        "ops",
                        "",
                        "because of " + commandId,
                        Instant.now(),
                        JsonNodeFactory.instance.objectNode()));
    }

    private List<String> orders(Parcel parcel) {
        return ledger.texts(
                "select command_id || coalesce(': ' || refusal, '') from notifier.settlement_change"
                        + " where settlement_id = ? and command_id is not null order by revision",
                parcel.settlementId);
    }

    private void awaitOrders(Parcel parcel, String... orders) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(orders(parcel)).containsExactly(orders));
    }

    @Test
    void whatIsHeldBackIsNotSentUntilItIsReleased() {
        Parcel parcel = new Parcel("O1");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);
        order(parcel, Command.HOLD_SETTLEMENT, "O1-hold");
        awaitState(parcel, SettlementState.HELD);

        parcel.scanned(SubStatus.SIGNED);
        assertNothingMoreIsSent(parcel, 0);
        order(parcel, Command.RELEASE_SETTLEMENT, "O1-release");

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(gateway.callsAbout(parcel.number)).hasSize(1);
        assertThat(ledger.historyOf(parcel.settlementId))
                .containsExactly("OWED", "HELD", "OWED", "ELIGIBLE", "SENDING", "ACKNOWLEDGED");
    }

    @Test
    void anOrderIsPublishedWithWhoGaveItAndWhy() {
        Parcel parcel = new Parcel("O2");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);

        order(parcel, Command.RETRY_SETTLEMENT, "O2-retry");
        order(parcel, Command.WRITE_OFF_SETTLEMENT, "O2-off");

        assertThat(published(parcel).changes())
                .extracting(SettlementChange::cause, SettlementChange::to, SettlementChange::order)
                .containsExactly(
                        tuple("REGISTERED", SettlementState.OWED, null),
                        tuple(
                                "ORDER",
                                SettlementState.OWED,
                                new SettlementChange.Order(
                                        "O2-retry", "ops", "because of O2-retry", "nothing is proven yet")),
                        tuple(
                                "ORDER",
                                SettlementState.STOPPED,
                                new SettlementChange.Order("O2-off", "ops", "because of O2-off", null)));
    }

    private static Settlement published(Parcel parcel) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(Topics.SETTLEMENTS, PATIENCE, records -> records.stream()
                                .anyMatch(record -> isStopped(parcel, record.value())))
                        .stream()
                        .map(record -> record.value())
                        .filter(settlement -> isStopped(parcel, settlement))
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean isStopped(Parcel parcel, Settlement settlement) {
        return settlement.settlementId().equals(parcel.settlementId) && settlement.state() == SettlementState.STOPPED;
    }

    @Test
    void theSameOrderTakesEffectOnce() {
        Parcel parcel = new Parcel("O3");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);

        order(parcel, Command.HOLD_SETTLEMENT, "O3-hold");
        order(parcel, Command.RELEASE_SETTLEMENT, "O3-release");
        order(parcel, Command.HOLD_SETTLEMENT, "O3-hold");
        order(parcel, Command.RETRY_SETTLEMENT, "O3-last");

        awaitOrders(parcel, "O3-hold", "O3-release", "O3-last: nothing is proven yet");
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("OWED");
    }

    @Test
    void whatWaitsIsSentAtOnceWhenItIsRetried() {
        Parcel parcel = new Parcel("O4");
        GatewayStandIn.Mode notYet = GatewayStandIn.Mode.NOT_FINAL;
        gateway.will(parcel.number, notYet, notYet, notYet, notYet);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        putOff(parcel);

        order(parcel, Command.RETRY_SETTLEMENT, "O4-retry");

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
    }

    @Test
    void whatWasWrittenOffStaysSoWhateverHappens() {
        Parcel parcel = new Parcel("O5");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);
        order(parcel, Command.WRITE_OFF_SETTLEMENT, "O5-off");
        awaitState(parcel, SettlementState.STOPPED);

        parcel.paid(Payment.State.SUCCEEDED);
        parcel.scanned(SubStatus.SIGNED);

        assertNothingMoreIsSent(parcel, 0);
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("STOPPED");
        assertThat(ledger.reasonOf(parcel.settlementId)).isEqualTo("written off: because of O5-off");
    }

    @Test
    void anOrderForAnotherServiceOrAboutNothingHoldsUpNoOther() {
        Parcel parcel = new Parcel("O6");
        Parcel unknown = new Parcel("O7");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);

        order(parcel, Command.FOLLOW_NUMBER, "O6-follow");
        order(unknown, Command.RETRY_SETTLEMENT, "O7-retry");
        order(parcel, Command.HOLD_SETTLEMENT, "O6-hold");

        awaitOrders(parcel, "O6-hold");
        assertThat(new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.COMMANDS.deadLettersOf(Topics.NOTIFIER_GROUP),
                                PATIENCE,
                                records -> !records.isEmpty()))
                .singleElement()
                .satisfies(
                        dead -> assertThat(new String(dead.key(), UTF_8)).isEqualTo(unknown.settlementId.toString()));
    }

    /** Between two attempts, whose waits get longer. */
    private void putOff(Parcel parcel) {
        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.update(
                        "update notifier.settlement set next_attempt_at = now() + interval '1 day'"
                                + " where settlement_id = ? and state = 'WAITING'",
                        parcel.settlementId))
                .isEqualTo(1));
    }
}
