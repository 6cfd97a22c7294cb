package io.waymark.deploy.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a kind without a Java model knows, as far as we use it: in the resource {@code <group>_<version>_<Kind>.fields} a line
 * {@code path: type} for each field, with {@code []} for the elements of a list. A type is {@code string}, {@code integer},
 * {@code boolean} or the values that there are, with bars between.
 */
final class Fields {

    private static final Set<String> OF_EVERY_KIND = Set.of("apiVersion", "kind", "metadata", "spec");

    private Fields() {}

    /** Fails where a resource says what its kind does not know. */
    static void check(JsonNode resource) {
        Map<String, String> known = known(Models.kind(resource));
        List<String> wrong = new ArrayList<>();
        resource.fieldNames().forEachRemaining(field -> {
            if (!OF_EVERY_KIND.contains(field)) {
                wrong.add(field + " is not known");
            }
        });
        collect("spec", resource.path("spec"), known, wrong);
        if (!wrong.isEmpty()) {
            throw new AssertionError(Models.kind(resource) + " " + Manifests.name(resource) + ": " + wrong);
        }
    }

    private static void collect(String path, JsonNode value, Map<String, String> known, List<String> wrong) {
        if (value.isObject()) {
            value.fields()
                    .forEachRemaining(field -> collect(path + "." + field.getKey(), field.getValue(), known, wrong));
        } else if (value.isArray()) {
            value.forEach(element -> collect(path + "[]", element, known, wrong));
        } else if (!known.containsKey(path)) {
            wrong.add(path + " is not known");
        } else if (!fits(known.getOrDefault(path, ""), value)) {
            wrong.add(path + " cannot be " + value + ": " + known.get(path));
        }
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> value.isTextual() && List.of(type.split("\\|", -1)).contains(value.asText());
        };
    }

    private static Map<String, String> known(String kind) {
        String file = "/kinds/" + kind.replaceAll("[/ ]", "_") + ".fields";
        Map<String, String> fields = new HashMap<>();
        try (InputStream lines = Fields.class.getResourceAsStream(file)) {
            if (lines == null) {
                throw new AssertionError("nobody knows the kind " + kind + ": there is no " + file);
            }
            new String(lines.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .forEach(field -> fields.put(field[0], field[1]));
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
