package io.waymark.carriers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Signature vectors that were made with the providers' own SDKs and with other languages, not with our code. */
public final class Vectors {

    private static final JsonNode FILE = read("vectors.json");
    private static final JsonNode STATUS_MAP = read("status-map.json");

    private Vectors() {}

    public static JsonNode of(String id) {
        return StreamSupport.stream(FILE.path("vectors").spliterator(), false)
                .filter(vector -> vector.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no vector " + id));
    }

    public static String input(String id, String name) {
        return of(id).path("inputs").path(name).asText();
    }

    public static String expected(String id, String name) {
        return of(id).path("expected").path(name).asText();
    }

    /** Every vector whose id begins so and that expects that value. */
    public static Stream<String> ids(String prefix, String expects) {
        return StreamSupport.stream(FILE.path("vectors").spliterator(), false)
                .filter(vector -> vector.path("id").asText().startsWith(prefix)
                        && vector.path("expected").has(expects))
                .map(vector -> vector.path("id").asText());
    }

    /** A table of the published status map. */
    public static JsonNode statusMap(String table) {
        return STATUS_MAP.path(table);
    }

    private static JsonNode read(String name) {
        try (InputStream file = Vectors.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
