package io.waymark.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.Vectors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsiaBillSignatureTest {

    static Stream<JsonObject> asiaBill() {
        return Vectors.of("asiabill");
    }

    @ParameterizedTest
    @MethodSource("asiaBill")
    void signsLikeAsiaBill(JsonObject vector) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        vector.getJsonObject("headers").forEach(header -> headers.add(header.getKey(), (String) header.getValue()));
        List<String> names =
                headers.contains("response-id") ? AsiaBillSignature.OF_ANSWERS : AsiaBillSignature.OF_REQUESTS;

        assertThat(AsiaBillSignature.of(
                        names, headers, vector.getString("path"), vector.getString("body"), vector.getString("secret")))
                .isEqualTo(vector.getString("signature"));
    }
}
