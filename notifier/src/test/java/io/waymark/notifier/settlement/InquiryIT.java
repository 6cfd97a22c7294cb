package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that can be asked is asked before anything is sent again, until it says what it has. */
@QuarkusTest
@TestProfile(SandboxCases.BothGateways.class)
class InquiryIT extends SandboxCases {

    private static final Duration QUIET = Duration.ofMillis(1500);

    @ParameterizedTest
    @ValueSource(
            strings = {"timeout", "http500", "reset", "html", "truncated", "wrong-answer-signature", "other-transaction"
            })
    void anInquiryThatTellsNothingIsMadeAgain(String fault) {
        Parcel parcel = parcel("asiabill", "IQ-" + fault);
        gateways.will("asiabill", "upload", "drop", 1);
        gateways.will("asiabill", "query", fault, 2);

        delivered(parcel);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId))
                .containsExactly("UPLOAD NO_ANSWER", "INQUIRY UNTOLD", "INQUIRY UNTOLD", "INQUIRY RECORDED");
        assertThat(ledger.statesOf(parcel.settlementId)).endsWith("SENDING", "UNKNOWN", "ACKNOWLEDGED");
        assertThat(effectsOf(parcel)).containsExactly(true);
        assertThat(gateways.inquiriesAbout(parcel.transaction)).hasSize(3);
    }

    @Test
    void anotherNumberOnRecordIsNotOverwritten() {
        Parcel parcel = parcel("asiabill", "ON");
        gateways.has(parcel.transaction, "SOMEBODYS");
        gateways.will("asiabill", "upload", "http500", 1);

        delivered(parcel);

        awaitState(parcel, SettlementState.HELD);
        assertThat(ledger.texts(
                        "select hold_cause from notifier.settlement where settlement_id = ?", parcel.settlementId))
                .containsExactly("OTHER_NUMBER");
        assertThat(ledger.reasonOf(parcel.settlementId)).contains("SOMEBODYS");
        parcel.scanned(SubStatus.SIGNED_BY_RECIPIENT);
        await().during(QUIET).atMost(PATIENCE).untilAsserted(() -> assertThat(effectsOf(parcel))
                .containsExactly(false));
        assertThat(ledger.stateOf(parcel.settlementId)).isEqualTo("HELD");
    }

    @Test
    void whatIsKnownByItsOrderAloneCannotBeAskedForAndIsRepeated() {
        Parcel parcel = parcel("asiabill", "OO");
        gateways.will("asiabill", "upload", "drop", 1);

        parcel.registeredByOrder();
        parcel.scanned(SubStatus.SIGNED);

        awaitState(parcel, SettlementState.ACKNOWLEDGED);
        assertThat(ledger.callsOf(parcel.settlementId)).containsExactly("UPLOAD NO_ANSWER", "UPLOAD ACKNOWLEDGED");
        assertThat(effectsOf(parcel)).containsExactly(true, false);
    }
}
