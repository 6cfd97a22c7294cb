package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gateways that misbehave and senders that die: every settlement still ends acknowledged. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class GatewayFaultIT extends LedgerCases {

    @ParameterizedTest
    @CsvSource({
        "N6, NOT_FINAL, WAITING, NOT_YET",
        "N7, HTTP_500, UNKNOWN, NO_ANSWER",
        "N8, HANG, UNKNOWN, NO_ANSWER",
        "N9, HANG_AFTER_EFFECT, UNKNOWN, NO_ANSWER",
        "N10, RESET, UNKNOWN, NO_ANSWER",
        "N11, UNKNOWN_CODE, UNKNOWN, UNKNOWN_CODE"
    })
    void aFailedAttemptIsRepeated(String number, GatewayStandIn.Mode mode, String between, String outcome) {
        Parcel parcel = new Parcel(number);
        gateway.will(number, mode);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertNothingMoreIsSent(parcel, 2);

        assertThat(ledger.historyOf(parcel.settlementId)).endsWith("SENDING", between, "SENDING", "ACKNOWLEDGED");
        assertThat(ledger.outcomesOf(parcel.settlementId)).containsExactly(outcome, "ACKNOWLEDGED");
        assertThat(gateway.callsAbout(number)).allMatch(GatewayStandIn.Call::signed);
    }

    @Test
    void aReturnWhileTheOutcomeIsUnknownRaisesAnAlarm() {
        Parcel parcel = new Parcel("N27");
        GatewayStandIn.Mode[] allDown = new GatewayStandIn.Mode[20];
        Arrays.fill(allDown, GatewayStandIn.Mode.HTTP_500);
        gateway.will(parcel.number, allDown);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.outcomesOf(parcel.settlementId))
                .contains("NO_ANSWER"));

        parcel.scanned(SubStatus.RETURNING);

        awaitState(parcel, SettlementState.REVERSAL_ALERT);
        assertNothingMoreIsSent(parcel, gateway.callsAbout(parcel.number).size());
    }

    @Test
    void aClosedGatewayIsTriedUntilItOpens() throws IOException {
        gateway.close();
        Parcel parcel = new Parcel("N12");
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.outcomesOf(parcel.settlementId))
                .contains("RETRY"));

        gateway = new GatewayStandIn(url, secret);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.historyOf(parcel.settlementId)).doesNotContain("UNKNOWN");
    }

    @Test
    void aSlowAnswerHoldsUpNoOther() {
        Parcel slow = new Parcel("N13");
        Parcel quick = new Parcel("N14");
        gateway.will(slow.number, GatewayStandIn.Mode.HANG, GatewayStandIn.Mode.HANG);
        slow.registered();
        quick.registered();
        slow.scanned(SubStatus.SIGNED);
        await().atMost(PATIENCE).until(() -> !gateway.callsAbout(slow.number).isEmpty());
        TrackingEvent delivered = quick.scanned(SubStatus.SIGNED);

        awaitState(quick, SettlementState.ACKNOWLEDGED);

        assertThat(Duration.between(
                        delivered.recordedAt(),
                        gateway.callsAbout(quick.number).get(0).at()))
                .isLessThan(Duration.ofSeconds(1));
    }

    /** As if the process had been killed between committing to the attempt and hearing the answer. */
    @Test
    void anAttemptWhoseSenderIsGoneIsRepeated() throws SQLException {
        Parcel parcel = new Parcel("N20");
        gateway.will(parcel.number, GatewayStandIn.Mode.OK);
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
        awaitState(parcel, SettlementState.ACKNOWLEDGED);

        ledger.update(
                """
                update notifier.settlement set state = 'SENDING', next_attempt_at = now() - interval '1 s'
                where settlement_id = ?""",
                parcel.settlementId);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.historyOf(parcel.settlementId))
                .endsWith("SENDING", "ACKNOWLEDGED", "UNKNOWN", "SENDING", "ACKNOWLEDGED"));
        assertThat(ledger.outcomesOf(parcel.settlementId)).containsExactly("ACKNOWLEDGED", "LOST", "ACKNOWLEDGED");
        assertThat(gateway.tookEffect(parcel.number)).isTrue();
    }

    @Test
    void anAttemptUnderWayIsLeftToItsSender() throws SQLException {
        Parcel parcel = new Parcel("N21");
        parcel.registered();
        awaitState(parcel, SettlementState.OWED);
        ledger.update(
                """
                update notifier.settlement set state = 'SENDING', attempts = 1, next_attempt_at = now() + interval '1 h'
                where settlement_id = ?""",
                parcel.settlementId);
        parcel.scanned(SubStatus.SIGNED);

        assertNothingMoreIsSent(parcel, 0);
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("SENDING");
    }
}
