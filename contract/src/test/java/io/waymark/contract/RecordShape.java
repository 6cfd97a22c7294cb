package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schema that follows from a record's components alone: names, types, formats, enums, and what may be null. */
final class RecordShape {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Each as its type in JSON and, after a space, its format. */
    private static final Map<Class<?>, String> SCALARS = Map.ofEntries(
            Map.entry(String.class, "string"),
            Map.entry(UUID.class, "string uuid"),
            Map.entry(ShipmentId.class, "string uuid"),
            Map.entry(Instant.class, "string date-time"),
            Map.entry(OffsetDateTime.class, "string date-time"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(BigDecimal.class, "number"),
            Map.entry(boolean.class, "boolean"));

    /** What a schema says to people, and bounds that no type has. */
    private static final Set<String> REMARKS =
            Set.of("$schema", "$id", "title", "description", "examples", "minimum", "maxItems");

    private RecordShape() {}

    static ObjectNode of(Class<?> type) {
        return object(type, false);
    }

    /** A schema without what a record's components do not say. */
    static JsonNode bare(JsonNode schema) {
        ObjectNode bare = schema.deepCopy();
        bare.remove(REMARKS);
        bare.path("properties").properties().forEach(property -> bare.withObject("properties")
                .set(property.getKey(), bare(property.getValue())));
        if (bare.has("items")) {
            bare.set("items", bare(bare.path("items")));
        }
        return bare;
    }

    private static ObjectNode object(Class<?> type, boolean nullable) {
        ObjectNode shape = typed("object", nullable).put("additionalProperties", false);
        ArrayNode required = shape.putArray("required");
        ObjectNode properties = shape.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            required.add(component.getName());
            properties.set(component.getName(), of(component.getAnnotatedType()));
        }
        return shape;
    }

    private static ObjectNode of(AnnotatedType annotated) {
        boolean nullable = annotated.isAnnotationPresent(Nullable.class);
        if (annotated instanceof AnnotatedParameterizedType list) {
            return array(list);
        }
        Class<?> type = (Class<?>) annotated.getType();
        return type.isEnum() ? words(type, nullable) : scalarOrObject(type, nullable);
    }

    private static ObjectNode scalarOrObject(Class<?> type, boolean nullable) {
        String scalar = SCALARS.get(type);
        if (scalar == null) {
            return object(type, nullable);
        }
        String[] typeAndFormat = scalar.split(" ", 2);
        ObjectNode shape = typed(typeAndFormat[0], nullable);
        return typeAndFormat.length == 1 ? shape : shape.put("format", typeAndFormat[1]);
    }

    private static ObjectNode array(AnnotatedParameterizedType list) {
        ObjectNode shape = typed("array", false);
        Class<?> collection = erased(list);
        if (!Collection.class.isAssignableFrom(collection)) {
            throw new IllegalArgumentException("no such type is published: " + list);
        }
        if (Set.class.isAssignableFrom(collection)) {
            shape.put("uniqueItems", true);
        }
        return shape.set("items", of(list.getAnnotatedActualTypeArguments()[0]));
    }

    static Class<?> erased(AnnotatedParameterizedType type) {
        return (Class<?>) ((java.lang.reflect.ParameterizedType) type.getType()).getRawType();
    }

    private static ObjectNode words(Class<?> type, boolean nullable) {
        ObjectNode shape = typed("string", nullable);
        ArrayNode words = shape.putArray("enum");
        List.of(type.getEnumConstants()).forEach(word -> words.add(((Enum<?>) word).name()));
        if (nullable) {
            words.addNull();
        }
        return shape;
    }

    private static ObjectNode typed(String type, boolean nullable) {
        ObjectNode shape = JSON.objectNode();
        return nullable ? shape.set("type", JSON.arrayNode().add(type).add("null")) : shape.put("type", type);
    }
}
