package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextTest {

    private static final ClearText PHONE = new ClearText("13800138000");

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc"})
    void isFoundWhereverItStandsAlsoInBase64(String before) {
        byte[] with = (before + "13800138000!").getBytes(UTF_8);
        byte[] without = (before + "13800138001!").getBytes(UTF_8);

        assertThat(PHONE.isIn(with)).isTrue();
        assertThat(PHONE.isIn(Base64.getEncoder().encode(with))).isTrue();
        assertThat(PHONE.isIn(without)).isFalse();
    }
}
