package io.waymark.console.transfer;

import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.withFile;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Files as merchants send them. */
final class Imports {

    private static final Duration SOON = Duration.ofSeconds(60);

    private Imports() {}

    static ValidatableResponse send(String key, String contentType, byte[] file) {
        return withFile(as(key), contentType, file).post("/v1/shipments/import").then();
    }

    static ValidatableResponse send(String key, String file) {
        return send(key, "text/csv", file.getBytes(UTF_8));
    }

    /** The path of an import that was taken. */
    static String taken(String key, String file) {
        return send(key, file).statusCode(202).extract().header("Location").replaceFirst("^https?://[^/]+", "");
    }

    /** The import once it has come to that state. */
    static JsonPath await(String key, String path, String state) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> state.equals(get(key, path).extract().path("state")));
        return get(key, path).statusCode(200).extract().jsonPath();
    }

    /** What became of a file. */
    static JsonPath done(String key, String file) {
        return await(key, taken(key, file), "DONE");
    }
}
