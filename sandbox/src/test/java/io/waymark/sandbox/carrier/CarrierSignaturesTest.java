package io.waymark.sandbox.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.Vectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CarrierSignaturesTest {

    static Stream<JsonObject> kuaidi100() {
        return Vectors.of("kuaidi100");
    }

    static Stream<JsonObject> sto() {
        return Vectors.of("sto");
    }

    static Stream<JsonObject> stoArticle() {
        return Vectors.of("sto-article");
    }

    @ParameterizedTest
    @MethodSource("stoArticle")
    void signsLikeEachSampleOfTheArticleOnSto(JsonObject vector) {
        Map<String, String> fields = new HashMap<>(Map.of("sign", "not itself", "empty", ""));
        vector.getJsonObject("fields").forEach(field -> fields.put(field.getKey(), (String) field.getValue()));

        assertThat(new StoArticleSignature(vector.getString("signing"), vector.getString("secret")).of(fields))
                .isEqualTo(vector.getString("signature"));
    }

    @ParameterizedTest
    @MethodSource("kuaidi100")
    void signsLikeKuaidi100(JsonObject vector) {
        assertThat(Kuaidi100Signature.of(vector.getString("text"), vector.getString("secret")))
                .isEqualTo(vector.getString("signature"));
    }

    @ParameterizedTest
    @MethodSource("sto")
    void digestsLikeSto(JsonObject vector) {
        assertThat(StoDigest.of(vector.getString("text"), vector.getString("secret")))
                .isEqualTo(vector.getString("signature"));
    }

    @Test
    void acceptsADigestOfAnySecretInUseAndOfNoOther() {
        String digest = StoDigest.of("{\"a\":1}", "older");

        assertThat(StoDigest.matches("{\"a\":1}", digest, List.of("newer", "older")))
                .isTrue();
        assertThat(StoDigest.matches("{\"a\":1}", digest, List.of("newer"))).isFalse();
        assertThat(StoDigest.matches("{\"a\": 1}", digest, List.of("newer", "older")))
                .isFalse();
    }
}
