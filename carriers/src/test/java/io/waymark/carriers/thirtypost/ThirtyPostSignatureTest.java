package io.waymark.carriers.thirtypost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.Vectors;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against signatures made in Python and in another Java program after the carrier's C# sample. */
class ThirtyPostSignatureTest {

    static Stream<String> vectors() {
        return Vectors.ids("30post", "sign");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsLikeOtherPrograms(String id) {
        JsonNode inputs = Vectors.of(id).path("inputs");
        String charset = Vectors.of(id).path("algorithm").asText().replaceFirst(".*charset=", "");

        String sign = ThirtyPostSignature.of(
                inputs.path("data").asText(),
                inputs.path("external_company").asText(),
                inputs.path("timer").asText(""),
                inputs.path("sk").asText(),
                Charset.forName(charset));

        assertThat(sign).isEqualTo(Vectors.expected(id, "sign"));
    }

    @Test
    void isShownByFiveVectors() {
        assertThat(vectors()).hasSize(5);
    }
}
