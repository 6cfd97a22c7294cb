package io.waymark.gateways.onerway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnerwaySignatureTest {

    static List<JsonNode> vectors() throws IOException {
        try (InputStream json = OnerwaySignatureTest.class.getResourceAsStream("signature-vectors.json")) {
            List<JsonNode> vectors = new ArrayList<>();
            new ObjectMapper().readTree(json).forEach(vectors::add);
            return vectors;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsOnerwayDoes(JsonNode vector) {
        JsonNode inputs = vector.get("inputs");

        assertThat(OnerwaySignature.of(
                        signedFields(inputs), inputs.get("secret").asText()))
                .isEqualTo(vector.at("/expected/sign").asText());
    }

    @Test
    void leavesOutWhatIsEmptyAndKeepsAZero() {
        Map<String, String> fields = new HashMap<>(Map.of("a", "0", "b", ""));
        fields.put("c", null);

        assertThat(OnerwaySignature.of(fields, "s")).isEqualTo(OnerwaySignature.of(Map.of("x", "0"), "s"));
    }

    private static Map<String, String> signedFields(JsonNode inputs) {
        Map<String, String> fields = new HashMap<>();
        inputs.get("params")
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText()));
        inputs.path("unsigned").forEach(name -> fields.remove(name.asText()));
        return fields;
    }
}
