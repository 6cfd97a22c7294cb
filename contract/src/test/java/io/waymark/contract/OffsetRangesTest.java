package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetRangesTest {

    @Test
    void whatLiesSideBySideIsOneRange() {
        assertThat(OffsetRanges.of(List.of(7L, 3L, 4L, 12L, 5L, 6L))).hasToString("3-7,12");
        assertThat(OffsetRanges.parse("5-9,1,2-4,7-8")).hasToString("1-9");
    }

    @Test
    void readsWhatItWrote() {
        OffsetRanges some = OffsetRanges.of(List.of(1L, 2L, 9_000_000_000L));

        assertThat(OffsetRanges.parse(some.toString())).isEqualTo(some);
        assertThat(OffsetRanges.parse("")).isEqualTo(OffsetRanges.NONE);
        assertThat(OffsetRanges.NONE).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "3-", "-3", "3,,4", "4-3", "9999999999999999999", "3 ,4"})
    void doesNotGuess(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OffsetRanges.parse(text));
    }

    @Test
    void knowsWhichOffsetsAreThere() {
        OffsetRanges some = OffsetRanges.parse("3-7,12");

        assertThat(some.contains(3)).isTrue();
        assertThat(some.contains(8)).isFalse();
        assertThat(some.contains(12)).isTrue();
        assertThat(some.size()).isEqualTo(6);
        assertThat(some.offsets()).containsExactly(3L, 4L, 5L, 6L, 7L, 12L);
        assertThat(some.from(6)).hasToString("6-7,12");
        assertThat(some.from(13)).isEqualTo(OffsetRanges.NONE);
        assertThat(some.with(OffsetRanges.parse("8-11"))).hasToString("3-12");
    }
}
