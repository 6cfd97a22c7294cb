package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether what one schema lets be written can always be read by another, and whether a later schema still has all that an
 * earlier one had: of every type, every property and every item. Knows the keywords that schemas of readers use, see
 * {@link #READERS_KEYWORDS}.
 */
final class Compatibility {

    /** All that a schema of a reader may say; anything else could refuse what nobody compared. */
    static final Set<String> READERS_KEYWORDS = Set.of(
            "$schema",
            "$id",
            "title",
            "description",
            "examples",
            "type",
            "format",
            "anyOf",
            "enum",
            "required",
            "properties",
            "items");

    private final List<String> complaints = new ArrayList<>();

    private Compatibility() {}

    /** Where, and by which keyword, the reader could refuse what is written; empty if it never does. */
    static List<String> complaints(JsonNode reader, JsonNode writer) {
        Compatibility comparison = new Compatibility();
        comparison.compare("", reader, writer);
        return comparison.complaints;
    }

    /** Where a later schema of writers lacks a property, a required name or a word of an earlier one; empty if nowhere. */
    static List<String> losses(JsonNode earlier, JsonNode later) {
        Compatibility comparison = new Compatibility();
        comparison.lose("", earlier, later);
        return comparison.complaints;
    }

    private void lose(String at, JsonNode earlier, JsonNode later) {
        check(names(later.path("properties")).containsAll(names(earlier.path("properties"))), at, "properties");
        check(texts(later.path("required")).containsAll(texts(earlier.path("required"))), at, "required");
        check(texts(later.path("enum")).containsAll(texts(earlier.path("enum"))), at, "enum");
        earlier.path("properties").properties().forEach(property -> {
            JsonNode still = later.path("properties").path(property.getKey());
            if (!still.isMissingNode()) {
                lose(at + "/" + property.getKey(), property.getValue(), still);
            }
        });
        if (earlier.has("items")) {
            lose(at + "/*", earlier.path("items"), later.path("items"));
        }
    }

    private void compare(String at, JsonNode reader, JsonNode writer) {
        check(types(reader).containsAll(types(writer)), at, "type");
        check(!reader.has("format") || reader.path("format").equals(writer.path("format")), at, "format");
        check(!reader.has("enum") || texts(reader.path("enum")).containsAll(texts(writer.path("enum"))), at, "enum");
        check(texts(writer.path("required")).containsAll(texts(reader.path("required"))), at, "required");
        reader.path("properties").properties().forEach(property -> {
            JsonNode written = writer.path("properties").path(property.getKey());
            if (!written.isMissingNode()) {
                compare(at + "/" + property.getKey(), property.getValue(), written);
            }
        });
        if (reader.has("items") && writer.has("items")) {
            compare(at + "/*", reader.path("items"), writer.path("items"));
        }
    }

    private void check(boolean fits, String at, String keyword) {
        if (!fits) {
            complaints.add(at + " " + keyword);
        }
    }

    /** The types that values may have; of a choice, those of all that may be chosen. */
    private static Set<String> types(JsonNode schema) {
        Set<String> types = new TreeSet<>();
        if (schema.has("anyOf")) {
            schema.path("anyOf").forEach(choice -> types.addAll(types(choice)));
        } else if (schema.path("type").isTextual()) {
            types.add(schema.path("type").asText());
        } else if (schema.has("type")) {
            types.addAll(texts(schema.path("type")));
        } else {
            schema.path("enum").forEach(value -> types.add(value.isNull() ? "null" : "string"));
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
