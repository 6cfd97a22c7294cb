package io.waymark.carriers.kuaidi100;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Leg;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class Kuaidi100NodeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:05:00Z");
    private static final Pattern BLANK = Pattern.compile("[\\s\\u00a0\\u3000]");

    @Test
    void blanksAndNoOtherCharactersAreNoPartOfAScansIdentity() {
        String without = identity("已签收");
        for (char character = 0; character < Character.MAX_VALUE; character++) {
            boolean blank = BLANK.matcher(Character.toString(character)).matches();

            assertThat(identity("已" + character + "签收").equals(without))
                    .as("character %04x", (int) character)
                    .isEqualTo(blank);
        }
    }

    private static String identity(String words) {
        return new Kuaidi100Node("2026-11-20 18:02:11", "", words, "", "", "", "", "")
                .scan("", 0, Leg.SINGLE, NOW)
                .identity();
    }
}
