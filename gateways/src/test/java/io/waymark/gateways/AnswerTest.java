package io.waymark.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.gateways.Findings.GatewayRecord;
import org.junit.jupiter.api.Test;

/** Gateways' texts are kept and published, so they must be fit for it. */
class AnswerTest {

    private static final String TWO_UNITS = "\uD83D\uDE9A";

    @Test
    void aTextIsNeverCutWithinACharacter() {
        Answer answer = new Answer(Reaction.REFUSED, "40013", "x" + TWO_UNITS.repeat(150));

        assertThat(answer.text()).isEqualTo("x" + TWO_UNITS.repeat(99));
    }

    @Test
    void halfACharacterIsNotKept() {
        assertThat(new Answer(Reaction.REFUSED, "1\uD83D", "a\u0000b").words()).isEqualTo("1 a b");
    }

    @Test
    void aRecordHoldsNothingThatCannotBeStored() {
        GatewayRecord recorded = new GatewayRecord("1", "SF\u00001", null, "In\u0000Transit".repeat(100));

        assertThat(recorded.trackingNumber()).isEqualTo("SF 1");
        assertThat(recorded.rawStatus()).hasSize(100).doesNotContain("\u0000");
    }
}
