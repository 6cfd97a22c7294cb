package io.waymark.sandbox.gateway;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Bodies that may be JSON. */
final class Texts {

    private Texts() {}

    /** The JSON object in a text; empty if it holds none. */
    static Optional<JsonObject> object(String text) {
        try {
            return Optional.of(new JsonObject(text));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** The JSON object in a text, or else the text. */
    static Object content(String text) {
        return object(text).<Object>map(fields -> fields).orElse(text);
    }

    /** A field as text; "" if it is absent or null. */
    static String field(JsonObject fields, String name) {
        Object value = fields.getValue(name);
        return value == null ? "" : value.toString();
    }
}
