package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsiaBillSignatureTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] NOTHING = {};

    static List<JsonNode> vectors() throws IOException {
        try (InputStream json = AsiaBillSignatureTest.class.getResourceAsStream("signature-vectors.json")) {
            List<JsonNode> vectors = new ArrayList<>();
            MAPPER.readTree(json).forEach(vectors::add);
            return vectors;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsAsiaBillsOwnClientDoes(JsonNode vector) {
        JsonNode inputs = vector.get("inputs");

        String signature = AsiaBillSignature.of(
                inputs.get("signKey").asText(),
                group(inputs, "header"),
                group(inputs, "path"),
                group(inputs, "query"),
                inputs.path("body").asText("").getBytes(UTF_8));

        assertThat(signature).isEqualTo(vector.at("/expected/sign_info_lower").asText());
        assertThat(AsiaBillSignature.matches(
                        signature, vector.at("/expected/sign_info_upper").asText()))
                .isTrue();
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(AsiaBillSignature.of("k", Map.of("gateway-no", "1", "version", ""), NOTHING))
                .isEqualTo(AsiaBillSignature.of("k", Map.of("gateway-no", "1"), NOTHING));
    }

    @Test
    void signsTheBytesAndNotWhatTheyMean() {
        assertThat(AsiaBillSignature.of("k", Map.of(), new byte[] {(byte) 0xff}))
                .isNotEqualTo(AsiaBillSignature.of("k", Map.of(), new byte[] {(byte) 0xfe}));
    }

    @Test
    void takesNoOtherSignatureForItsOwn() {
        String signature = AsiaBillSignature.of("k", Map.of("gateway-no", "1"), NOTHING);

        assertThat(AsiaBillSignature.matches(signature, signature.substring(1))).isFalse();
        assertThat(AsiaBillSignature.matches(signature, "")).isFalse();
        assertThat(AsiaBillSignature.matches(signature, AsiaBillSignature.of("k2", Map.of("gateway-no", "1"), NOTHING)))
                .isFalse();
    }

    private static Map<String, String> group(JsonNode inputs, String name) {
        return inputs.has(name)
                ? MAPPER.convertValue(inputs.get(name), new TypeReference<Map<String, String>>() {})
                : Map.of();
    }
}
