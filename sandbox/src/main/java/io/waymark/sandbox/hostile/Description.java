package io.waymark.sandbox.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The calls that an OpenAPI description tells of. */
public final class Description {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode openapi;
    private final Map<String, String> values;
    private final Map<String, String> bodies;
    private final List<Target> targets = new ArrayList<>();

    private Description(JsonNode openapi, Map<String, String> values, Map<String, String> bodies) {
        this.openapi = openapi;
        this.values = values;
        this.bodies = bodies;
    }

    /**
     * Every call of a description.
     *
     * @param values of the parameters in paths, by name
     * @param bodies what is sent in each call that takes something, by method and path; a call without one fails
     */
    public static List<Target> targets(JsonNode openapi, Map<String, String> values, Map<String, String> bodies) {
        Description description = new Description(openapi, values, bodies);
        openapi.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(call -> METHODS.contains(call.getKey()))
                .forEach(call -> description.add(path.getKey(), path.getValue(), call.getKey(), call.getValue())));
        return List.copyOf(description.targets);
    }

    private void add(String path, JsonNode shared, String method, JsonNode call) {
        String name = method.toUpperCase(Locale.ROOT) + " " + path;
        List<String> parameters = Stream.concat(list(shared.path("parameters")), list(call.path("parameters")))
                .map(this::meant)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
        Target target = new Target(method.toUpperCase(Locale.ROOT), filled(path), parameters, "", List.of(), "", "");
        JsonNode body = call.path("requestBody");
        if (body.isMissingNode()) {
            targets.add(target);
            return;
        }
        String honest = bodies.get(name);
        if (honest == null) {
            throw new IllegalArgumentException("no honest body of " + name);
        }
        meant(body).path("content").fieldNames().forEachRemaining(type -> targets.add(target.withBody(type, honest)));
    }

    private static Stream<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    /** What a reference stands for. */
    private JsonNode meant(JsonNode node) {
        return node.has("$ref") ? openapi.at(node.path("$ref").asText().substring(1)) : node;
    }

    private String filled(String path) {
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", "{" + value.getValue() + "}");
        }
        return filled;
    }
}
