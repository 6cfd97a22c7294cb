package io.waymark.gateways;

import static io.waymark.contract.Payment.State.FAILED;
import static io.waymark.contract.Payment.State.PENDING;
import static io.waymark.contract.Payment.State.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTableTest {

    private static final NoticeTable TABLE = NoticeTable.parse(
            "# a comment\nkind, status, state\nA|B, S, SUCCEEDED\nA, -, PENDING\nA, *, FAILED\nC, S, -\n");

    @Test
    void theFirstRowThatFitsDecides() {
        assertThat(TABLE.stateOf("A", "S")).contains(SUCCEEDED);
        assertThat(TABLE.stateOf("B", "S")).contains(SUCCEEDED);
        assertThat(TABLE.stateOf("A", "")).contains(PENDING);
        assertThat(TABLE.stateOf("A", "X")).contains(FAILED);
    }

    @Test
    void saysNothingOfWhatIsNoPaymentOrWhatNobodyKnows() {
        assertThat(TABLE.stateOf("C", "S")).isEmpty();
        assertThat(TABLE.stateOf("B", "X")).isEmpty();
        assertThat(TABLE.stateOf("", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind,state\nA,S,SUCCEEDED", "kind,state\nA", "kind,state\nA,PAID"})
    void refusesATableThatCouldMislead(String csv) {
        assertThatIllegalArgumentException().isThrownBy(() -> NoticeTable.parse(csv));
    }
}
