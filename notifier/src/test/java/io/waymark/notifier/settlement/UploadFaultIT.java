package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that go wrong, before and after they take effect: each takes effect once, and both gateways hear no lie. */
@QuarkusTest
@TestProfile(SandboxCases.BothGateways.class)
class UploadFaultIT extends SandboxCases {

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "http500", "reset", "other-transaction"})
    void anUploadWithoutEffectIsRepeatedAtOnerway(String fault) {
        Parcel parcel = parcel("onerway", "UB-" + fault);
        gateways.will("onerway", fault, 1);

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId)).containsExactly("UPLOAD NO_ANSWER", "UPLOAD ACKNOWLEDGED");
        assertThat(ledger.statesOf(parcel.settlementId)).endsWith("SENDING", "UNKNOWN", "SENDING", "ACKNOWLEDGED");
        assertThat(effectsOf(parcel)).containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout-after", "http500-after", "drop", "reset-mid-body", "truncated", "html"})
    void anUploadWhoseAnswerIsLostIsRepeatedAtOnerwayWhichKnowsIt(String fault) {
        Parcel parcel = parcel("onerway", "UA-" + fault);
        gateways.will("onerway", fault, 1);

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId)).hasSize(2).endsWith("UPLOAD ACKNOWLEDGED");
        assertThat(ledger.statesOf(parcel.settlementId)).endsWith("SENDING", "UNKNOWN", "SENDING", "ACKNOWLEDGED");
        assertThat(effectsOf(parcel)).containsExactly(true, false);
        assertThat(uploadsOf(parcel)).last().matches(SandboxView.Upload::repeated, "recognised as a repeat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "http500", "reset", "other-transaction"})
    void anUploadWithoutEffectIsAskedForAndThenRepeatedAtAsiaBill(String fault) {
        Parcel parcel = parcel("asiabill", "AB-" + fault);
        gateways.will("asiabill", "upload", fault, 1);

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId))
                .containsExactly("UPLOAD NO_ANSWER", "INQUIRY NOT_RECORDED", "UPLOAD ACKNOWLEDGED");
        assertThat(ledger.statesOf(parcel.settlementId))
                .endsWith("SENDING", "UNKNOWN", "ELIGIBLE", "SENDING", "ACKNOWLEDGED");
        assertThat(effectsOf(parcel)).containsExactly(false, true);
        assertThat(gateways.inquiriesAbout(parcel.transaction)).singleElement().satisfies(inquiry -> assertThat(
                        inquiry.at())
                .isBetween(
                        uploadsOf(parcel).get(0).at(), uploadsOf(parcel).get(1).at()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout-after",
                "http500-after",
                "drop",
                "reset-mid-body",
                "truncated",
                "html",
                "wrong-answer-signature"
            })
    void anUploadWhoseAnswerIsLostIsAskedForAndNeverRepeatedAtAsiaBill(String fault) {
        Parcel parcel = parcel("asiabill", "AA-" + fault);
        gateways.will("asiabill", "upload", fault, 1);

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId)).hasSize(2).endsWith("INQUIRY RECORDED");
        assertThat(ledger.statesOf(parcel.settlementId)).endsWith("SENDING", "UNKNOWN", "ACKNOWLEDGED");
        assertThat(effectsOf(parcel)).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-answer-signature, BAD_SIGNATURE", "html, NO_SIGNATURE"})
    void whereSignaturesAreRequiredAnAnswerWithoutARightOneIsNotBelieved(String row) {
        String fault = row.split(", ", 2)[0];
        Parcel parcel = parcel("asiabill", "AR-" + fault);
        gateways.will("asiabill", "upload", fault, 1);

        parcel.registeredWith("strict");
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId)).containsExactly("UPLOAD NO_ANSWER", "INQUIRY RECORDED");
        assertThat(ledger.texts(
                        "select answer_code from notifier.settlement_attempt where settlement_id = ? order by id",
                        parcel.settlementId))
                .startsWith(row.split(", ", 2)[1]);
        assertThat(effectsOf(parcel)).containsExactly(true);
    }

    @Test
    void aTransactionThatIsNotFinalIsWaitedFor() {
        Parcel parcel = parcel("onerway", "NF");
        gateways.will("onerway", "not-final", 8);

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId))
                .hasSize(9)
                .startsWith("UPLOAD NOT_YET")
                .endsWith("UPLOAD NOT_YET", "UPLOAD ACKNOWLEDGED");
        assertThat(ledger.statesOf(parcel.settlementId))
                .doesNotContain("UNKNOWN", "REJECTED")
                .endsWith("SENDING", "WAITING", "SENDING", "ACKNOWLEDGED");
        assertThat(effectsOf(parcel)).hasSize(9).containsOnlyOnce(true).endsWith(true);
    }

    /** As when the gateway does not find our signature right, and one day does. */
    @ParameterizedTest
    @ValueSource(strings = {"onerway", "asiabill"})
    void aRefusalOfOurSignatureIsRepeatedWithoutDamage(String gateway) {
        Parcel parcel = parcel(gateway, "BS-" + gateway);
        gateways.will(gateway, "upload", "bad-signature", 2);

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId)).startsWith("UPLOAD UNKNOWN_CODE");
        assertThat(effectsOf(parcel)).isEqualTo(List.of(false, false, true));
    }
}
