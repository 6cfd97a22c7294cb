package io.waymark.sandbox.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.Vectors;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThirtyPostSignTest {

    static Stream<JsonObject> vectors() {
        return Vectors.of("thirtypost");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsLike30post(JsonObject vector) {
        assertThat(ThirtyPostSign.of(
                        vector.getString("data"),
                        vector.getString("accessKey"),
                        vector.getString("timer"),
                        vector.getString("secretKey"),
                        Charset.forName(vector.getString("charset"))))
                .isEqualTo(vector.getString("signature"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void takesASignOfEitherCharsetAndNoOther(JsonObject vector) {
        assertThat(matches(vector, vector.getString("signature"))).isTrue();
        assertThat(matches(vector, vector.getString("signature").toUpperCase(Locale.ROOT)))
                .isFalse();
        assertThat(matches(vector.copy().put("timer", "2024-01-02 03:04:06"), vector.getString("signature")))
                .isFalse();
    }

    private static boolean matches(JsonObject vector, String sign) {
        return ThirtyPostSign.matches(
                vector.getString("data"),
                vector.getString("accessKey"),
                vector.getString("timer"),
                vector.getString("secretKey"),
                sign);
    }
}
