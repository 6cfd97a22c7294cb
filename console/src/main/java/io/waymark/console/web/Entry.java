package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.api.access.KeyHash;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps while its person is at the issuer.
 *
 * @param state which has to come back
 * @param verifier by which the issuer knows who asks with the code that comes back (RFC 7636)
 * @param next where to go then
 */
record Entry(String state, String verifier, String next) {

    private static final int PARTS = 3;

    static Entry begin(String next) {
        return new Entry(CookieHandler.random(), CookieHandler.random(), next);
    }

    /** What the issuer is told of the verifier: its SHA-256, in URL-safe Base64. */
    String challenge() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(KeyHash.of(verifier)));
    }

    /** As a cookie holds it. */
    String written() {
        return state + "." + verifier + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(UTF_8));
    }

    /** Null where there is none, or it is not ours. Where it leads is looked at once more: it comes from a browser. */
    static @Nullable Entry read(@Nullable String written) {
        String[] parts = written == null ? new String[0] : written.split("[.]", -1);
        return parts.length == PARTS && !parts[0].isEmpty() && !parts[1].isEmpty()
                ? new Entry(parts[0], parts[1], Places.own(text(parts[2])))
                : null;
    }

    private static @Nullable String text(String encoded) {
        try {
            return new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
