package io.waymark.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a JSON object as texts, for signatures that are made over fields' values.
 *
 * <pre>
 *   "500.00"     →  500.00          the text
 *   null         →                  empty
 *   500.00       →  500.00          a number, true and false: as they are written
 *   {"a": 1}     →  {"a": 1}        an object, an array: as they are written, blanks included
 * </pre>
 *
 * <p>A field that is there twice is malformed: a second one would leave open which was signed.
 */
public final class JsonFields {

    private static final int MAX_FIELDS = 256;

    private JsonFields() {}

    /** Reads one JSON object, its fields in ASCII order of their names. Throws {@link MalformedPayloadException}. */
    public static Map<String, String> of(String text) {
        return JsonText.object(text, json -> fields(json, text));
    }

    private static Map<String, String> fields(JsonParser json, String text) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (fields.put(name, value(json, text)) != null) {
                throw new MalformedPayloadException("a field is there twice");
            }
            if (fields.size() > MAX_FIELDS) {
                throw new MalformedPayloadException("more fields than a message can have");
            }
        }
        return fields;
    }

    private static String value(JsonParser json, String text) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token.isScalarValue()) {
            return json.getText();
        }
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        return text.substring(start, (int) json.currentLocation().getCharOffset());
    }
}
