package io.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawSourceTest {

    @Test
    void readsWhatItWrote() {
        RawSource source = new RawSource("waymark.raw.v1", 23, 9_000_000_000L, "a#b");

        assertThat(source).hasToString("waymark.raw.v1-23@9000000000#a#b");
        assertThat(RawSource.parse(source.toString())).contains(source);
    }

    @Test
    void readsWhatWasWrittenBeforeIdsWereKept() {
        assertThat(RawSource.parse("waymark.raw.v1-0@7")).contains(new RawSource("waymark.raw.v1", 0, 7, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "waymark.raw.v1", "waymark.raw.v1-x@7", "waymark.raw.v1-0@9999999999999999999"})
    void doesNotGuess(String text) {
        assertThat(RawSource.parse(text)).isEmpty();
    }
}
