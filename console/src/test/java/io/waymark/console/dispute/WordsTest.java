package io.waymark.console.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {

    @ParameterizedTest
    @EnumSource
    void everyStateOfASettlementIsSaidInBothLanguages(SettlementState state) {
        assertThat(Words.of("state", state)).matches(state + " · .*\\p{IsHan}.* · [a-z].*");
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusOfAParcelIsSaidInBothLanguages(ShipmentStatus status) {
        assertThat(Words.of("status", status)).matches(status + " · .*\\p{IsHan}.* · [a-z].*");
    }

    @Test
    void aWordThatIsNotInTheFileIsAMistake() {
        assertThat(Words.of("deadline")).isEqualTo("截止时间 · Deadline");
        assertThatThrownBy(() -> Words.of("no-such-word")).hasMessage("no-such-word");
    }
}
