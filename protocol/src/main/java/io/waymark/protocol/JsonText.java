package io.waymark.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Other people's JSON, read with patience for its types and none for its size: a number may stand where a text is meant,
 * null and "" and absence mean the same, but nesting, names and numbers beyond what anybody honest
 * writes are malformed.
 */
public final class JsonText {

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(1024 * 1024)
                            .maxNumberLength(64)
                            .maxNameLength(256)
                            .maxDocumentLength(2L * 1024 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /** Reads one JSON object. Throws {@link MalformedPayloadException} for anything else. */
    public static JsonNode object(String text) {
        JsonNode tree = value(text);
        if (tree.isObject()) {
            return tree;
        }
        throw new MalformedPayloadException("not a JSON object");
    }

    /** Reads one JSON value, whatever it is. Throws {@link MalformedPayloadException} for anything else. */
    public static JsonNode value(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw new MalformedPayloadException("empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new MalformedPayloadException("not JSON");
        }
    }

    /** A field's text; "" if it is absent, null, an object or an array. */
    public static String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || !value.isValueNode() || value.isNull() ? "" : value.asText();
    }
}
