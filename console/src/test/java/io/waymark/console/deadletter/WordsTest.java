package io.waymark.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void aCauseThatIsCutAtABlankIsFoundByAFilterWhichStrips() {
        String cause = Words.cause(" " + "x".repeat(Words.SHORT - 2) + " and more of it, 17 times");

        assertThat(cause).isEqualTo("x".repeat(Words.SHORT - 2));
    }

    @Test
    void aCauseIsWithoutNumbersAndWithoutThePlaceInAPush() {
        assertThat(Words.cause("node 3,4: no status 17")).isEqualTo("node: no status #");
    }
}
