package io.waymark.carriers.thirtypost;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Vectors;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The account of the published test keys, and ways to look at its calls. */
final class Accounts {

    /** When the signature vectors' timer is five minutes away in China. */
    static final Instant NOW = Instant.parse("2024-01-01T18:59:05Z");

    private static final String VECTOR = "30post-express-query";

    private static final Map<String, String> ACCOUNT = Map.of(
            "url", "http://carrier.test/",
            "access-key", Vectors.input(VECTOR, "external_company"),
            "secret-key", Vectors.input(VECTOR, "sk"));

    private Accounts() {}

    /** Its settings with the defaults of all others. */
    static Settings settings() {
        return settings(Map.of());
    }

    /** Its settings, with others put in place of its own and of the defaults. */
    static Settings settings(Map<String, String> others) {
        return Settings.of("thirtypost", new ThirtyPost().settings(), name -> {
            String own = name.replace("waymark.thirtypost.", "");
            return Optional.ofNullable(others.getOrDefault(own, ACCOUNT.get(own)));
        });
    }

    static <Q, A> Operation<Q, A> operation(OperationKind<Q, A> kind) {
        return operation(kind, Map.of());
    }

    static <Q, A> Operation<Q, A> operation(OperationKind<Q, A> kind, Map<String, String> others) {
        return new ThirtyPost().operations(settings(others)).find(kind).orElseThrow();
    }

    /** The fields of a posted form. */
    static Map<String, String> form(HttpCall call) {
        return Arrays.stream(new String(call.body(), UTF_8).split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    static HttpAnswer answer(String body) {
        return new HttpAnswer(200, "", body.getBytes(UTF_8));
    }
}
