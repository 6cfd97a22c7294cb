package io.waymark.sandbox;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Signatures made by the providers' own programs or with other tools, never by this project. */
public final class Vectors {

    private Vectors() {}

    public static Stream<JsonObject> of(String provider) {
        try (InputStream file = Vectors.class.getResourceAsStream("signature-vectors.json")) {
            JsonObject all = new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return all.getJsonArray(provider).stream().map(JsonObject.class::cast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
