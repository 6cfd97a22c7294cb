package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {

    /** One character in two units of Java's texts. */
    private static final String LORRY = "\uD83D\uDE9A";

    private static String words(String said) {
        return new Order("c-1", Order.Kind.HOLD, new UUID(0, 1), "ops", said).words();
    }

    @Test
    void wordsAreNeverCutWithinACharacter() {
        assertThat(words("x" + LORRY.repeat(600))).isEqualTo("x" + LORRY.repeat(Order.MAX_WORDS - 1));
    }

    @Test
    void wordsOfFiveHundredCharactersAreKeptWhole() {
        assertThat(words(LORRY.repeat(500))).isEqualTo(LORRY.repeat(500));
    }

    @Test
    void controlCharactersAndHalfCharactersBecomeBlanks() {
        assertThat(words("a\u0000b\uD83Dc\n")).isEqualTo("a b c");
    }
}
