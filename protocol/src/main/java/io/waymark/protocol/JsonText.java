package io.waymark.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Other people's JSON, read with patience for its types and none for its size: a number may stand where a text is meant,
 * null and "" and absence mean the same, but nesting, names and numbers beyond what anybody honest
 * writes are malformed.
 *
 * <p>As a tree, which is the simpler to use; or token by token, several times cheaper, for what is long and comes often.
 */
public final class JsonText {

    private static final int MAX_LENGTH = 2 * 1024 * 1024;

    /** Takes bytes for the UTF-8 that they are, as a text would be: no search for marks or other encodings. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(1024 * 1024)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .maxDocumentLength(MAX_LENGTH)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Makes something of an object's tokens. */
    @FunctionalInterface
    public interface ObjectReader<T> {

        /**
         * Reads one object.
         *
         * @param json stands at the object's start, and is to be left at its end
         */
        T read(JsonParser json) throws IOException;
    }

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

    /** Reads one JSON object by its tokens. Throws {@link MalformedPayloadException} for anything else. */
    public static <T> T object(String text, ObjectReader<T> reader) {
        try (JsonParser json = FACTORY.createParser(text)) {
            return object(json, reader);
        } catch (IOException e) {
            throw new MalformedPayloadException("not JSON");
        }
    }

    /** Reads one JSON object in UTF-8 by its tokens. Throws {@link MalformedPayloadException} for anything else. */
    public static <T> T object(byte[] utf8, ObjectReader<T> reader) {
        if (utf8.length > MAX_LENGTH) {
            throw new MalformedPayloadException("not JSON");
        }
        try (JsonParser json = FACTORY.createParser(utf8)) {
            return object(json, reader);
        } catch (IOException e) {
            throw new MalformedPayloadException("not JSON");
        }
    }

    private static <T> T object(JsonParser json, ObjectReader<T> reader) throws IOException {
        if (json.nextToken() == null) {
            throw new MalformedPayloadException("empty");
        }
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            atEnd(json);
            throw new MalformedPayloadException("not a JSON object");
        }
        T read = reader.read(json);
        atEnd(json);
        return read;
    }

    private static void atEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new MalformedPayloadException("not JSON");
        }
    }

    /** A field's text; "" if it is absent, null, an object or an array. */
    public static String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || !value.isValueNode() || value.isNull() ? "" : value.asText();
    }

    /** The text of the value at which {@code json} stands, the same as in a tree; it is left at the value's end. */
    public static String text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING || token.isBoolean()) {
            return json.getText();
        }
        if (token.isNumeric()) {
            return json.getNumberValue().toString();
        }
        json.skipChildren();
        return "";
    }
}
