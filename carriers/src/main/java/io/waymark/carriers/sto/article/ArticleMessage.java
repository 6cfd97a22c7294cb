package io.waymark.carriers.sto.article;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A message as it was sent, in the two views that it takes: what it says, and what was signed.
 *
 * @param json what it says
 * @param fields what was signed: each text as decoded; anything else, a nested object too, as it stands in the message;
 *     nulls are not there
 */
record ArticleMessage(JsonNode json, Map<String, String> fields) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads a body. Throws {@link MalformedPayloadException}, also for a field that is there twice. */
    static ArticleMessage of(String body) {
        JsonNode json = JsonText.object(body); // within its limits from here on
        try (JsonParser parser = FACTORY.createParser(body.toCharArray())) {
            return new ArticleMessage(json, fields(parser, body));
        } catch (IOException e) {
            throw new MalformedPayloadException("not JSON");
        }
    }

    private static Map<String, String> fields(JsonParser parser, String body) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Map<String, Boolean> seen = new HashMap<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (seen.put(name, true) != null) {
                throw new MalformedPayloadException("a field is there twice");
            }
            JsonToken value = parser.nextToken();
            if (value != JsonToken.VALUE_NULL) {
                fields.put(name, text(parser, value, body));
            }
        }
        return fields;
    }

    private static String text(JsonParser parser, JsonToken value, String body) throws IOException {
        if (value.isScalarValue()) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return body.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    /** Without anything of it: it holds personal data. */
    @Override
    public String toString() {
        return "ArticleMessage";
    }
}
