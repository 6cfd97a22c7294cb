package io.waymark.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.Vectors;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnerwaySignatureTest {

    static Stream<JsonObject> onerway() {
        return Vectors.of("onerway");
    }

    @ParameterizedTest
    @MethodSource("onerway")
    void signsLikeOnerway(JsonObject vector) {
        Set<String> unsigned =
                vector.getJsonArray("unsigned").stream().map(Object::toString).collect(Collectors.toSet());

        assertThat(OnerwaySignature.of(vector.getJsonObject("fields").getMap(), unsigned, vector.getString("secret")))
                .isEqualTo(vector.getString("signature"));
    }
}
