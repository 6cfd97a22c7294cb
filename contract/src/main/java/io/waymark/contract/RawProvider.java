package io.waymark.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a raw record, read from its bytes without reading the rest: under that name everybody who counts raw records
 * counts it, so that they agree about records that nobody can read.
 */
public final class RawProvider {

    /** The name of a sender that cannot be read. */
    public static final String UNKNOWN = "unknown";

    /** No provider's code comes near it; a longer one is not counted under a name of its own. */
    private static final int LONGEST = 64;

    private static final String FIELD = "provider";
    private static final JsonFactory JSON = new JsonFactory();

    private RawProvider() {}

    /**
     * The first {@link RawPayload#provider()} at the top of the record's JSON, whatever comes after it.
     *
     * @param value of a record of {@link Topics#RAW}; null if it has none
     * @return {@link #UNKNOWN} if there is none, or none that is a text of 1 to 64 characters
     */
    public static String of(byte @Nullable [] value) {
        if (value == null) {
            return UNKNOWN;
        }
        try (JsonParser json = JSON.createParser(value)) {
            return json.nextToken() == JsonToken.START_OBJECT ? provider(json) : UNKNOWN;
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    private static String provider(JsonParser json) throws IOException {
        String field = json.nextFieldName();
        while (field != null && !field.equals(FIELD)) {
            json.nextToken();
            json.skipChildren();
            field = json.nextFieldName();
        }
        String text = field == null ? null : json.nextTextValue();
        return text == null || text.isEmpty() || text.length() > LONGEST ? UNKNOWN : text;
    }
}
