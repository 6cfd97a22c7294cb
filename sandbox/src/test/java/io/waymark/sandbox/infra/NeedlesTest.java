package io.waymark.sandbox.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedlesTest {

    private static final String PHONE = "13800138000";
    private static final String NAME = "欧阳无痕先生";

    private final Needles needles = new Needles(List.of(PHONE, NAME));

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc"})
    void areFoundWhereverTheyStandAlsoInBase64(String before) {
        byte[] with = (before + PHONE + "!").getBytes(UTF_8);
        byte[] without = (before + "13800138001!").getBytes(UTF_8);

        assertThat(in(with)).isTrue();
        assertThat(in(Base64.getEncoder().encode(with))).isTrue();
        assertThat(in(Base64.getUrlEncoder().withoutPadding().encode(with))).isTrue();
        assertThat(in(without)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void areFoundAsAFormOrJsonEscapesThem(int before) {
        String form = "x".repeat(before) + URLEncoder.encode(NAME, UTF_8);
        String json = "x".repeat(before) + "\\u6b27\\u9633\\u65e0\\u75d5\\u5148\\u751f";

        for (String written : List.of(form, json)) {
            assertThat(needles.in(written.getBytes(UTF_8), written.length())).containsExactly(NAME);
            assertThat(in(Base64.getEncoder().encode(written.getBytes(UTF_8)))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11})
    void areLookedForInTheFirstBytesAlone(int length) {
        assertThat(needles.in(PHONE.getBytes(UTF_8), length).isEmpty()).isEqualTo(length < PHONE.length());
    }

    private boolean in(byte[] bytes) {
        return !needles.in(bytes, bytes.length).isEmpty();
    }
}
