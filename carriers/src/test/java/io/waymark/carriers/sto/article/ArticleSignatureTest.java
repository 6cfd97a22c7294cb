package io.waymark.carriers.sto.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Vectors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleSignatureTest {

    @ParameterizedTest
    @CsvSource({"CONCATENATED, sto-article-python", "QUERY_STRING, sto-article-node"})
    void signsAsTheArticlesSamplesDo(ArticleSignature variant, String vector) {
        Map<String, String> fields = new LinkedHashMap<>();
        Vectors.of(vector)
                .path("inputs")
                .path("params")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        String secret = Vectors.input(vector, "secret");

        assertThat(variant.text(fields, secret)).isEqualTo(Vectors.expected(vector, "string_to_sign"));
        assertThat(variant.sign(fields, secret)).isEqualTo(Vectors.expected(vector, "sign"));
    }

    /** What Python's {@code quote(text, safe='')} and JavaScript's {@code URLSearchParams} make of it. */
    @ParameterizedTest
    @CsvSource({"CONCATENATED, k%20%2A~._-%2F%2B%E7%AD%BEv", "QUERY_STRING, k+*%7E._-%2F%2B%E7%AD%BE=v"})
    void encodesEachInItsOwnWay(ArticleSignature variant, String expected) {
        assertThat(variant.text(Map.of("k *~._-/+签", "v"), "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONCATENATED", "QUERY_STRING"})
    void leavesOutItsOwnFieldAndEmptyOnes(ArticleSignature variant) {
        assertThat(variant.sign(Map.of("b", "2", "a", "1", "sign", "x", "signature", "y", "empty", ""), "s"))
                .isEqualTo(variant.sign(Map.of("a", "1", "b", "2"), "s"));
    }

    @Test
    void isFoundByItsWordAlone() {
        assertThat(ArticleSignature.of("concatenated")).contains(ArticleSignature.CONCATENATED);
        assertThat(ArticleSignature.of("query-string")).contains(ArticleSignature.QUERY_STRING);
        assertThat(ArticleSignature.of("CONCATENATED")).isEmpty();
    }
}
