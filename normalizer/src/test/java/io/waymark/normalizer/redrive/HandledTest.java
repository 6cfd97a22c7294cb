package io.waymark.normalizer.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.OffsetRanges;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HandledTest {

    @Test
    void whatLiesBeyondJoinsWhatLiesBeforeOnceNothingIsBetween() {
        Handled some = Handled.of(3, "5-6,9");

        assertThat(some.contains(2)).isTrue();
        assertThat(some.contains(3)).isFalse();
        assertThat(some.contains(9)).isTrue();
        assertThat(some.with(OffsetRanges.parse("3-4"))).isEqualTo(Handled.of(7, "9"));
        assertThat(some.upTo(5)).isEqualTo(Handled.of(7, "9"));
        assertThat(some.upTo(1)).isEqualTo(some);
    }

    @Test
    void knowsFromWhereOnItIsNotKnownWhatLiesThere() {
        Handled some = Handled.of(3, "5-6,9");

        assertThat(some.edgeBefore(2)).isEqualTo(2);
        assertThat(some.edgeBefore(5)).isEqualTo(3);
        assertThat(some.edgeBefore(8)).isEqualTo(7);
        assertThat(some.edgeBefore(100)).isEqualTo(10);
    }

    @Test
    void somebodyElsesTextSaysNothing() {
        assertThat(Handled.of(3, "offset committed by hand")).isEqualTo(Handled.of(3, ""));
    }

    @Test
    void whatThereIsNoRoomForIsForgottenFromTheEnd() {
        Handled many = Handled.NOTHING.with(OffsetRanges.of(
                LongStream.range(1, 5_000).map(i -> i * 2).boxed().toList()));

        Handled kept = Handled.of(many.next(), many.text());

        assertThat(many.text()).hasSizeLessThanOrEqualTo(3500);
        assertThat(kept.contains(2)).isTrue();
        assertThat(kept.contains(500)).isTrue();
        assertThat(kept.contains(9_998)).isFalse();
    }
}
