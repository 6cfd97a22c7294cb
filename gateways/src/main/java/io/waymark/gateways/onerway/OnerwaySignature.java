package io.waymark.gateways.onerway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Onerway's request signature, field {@code sign}:
 *
 * <pre>
 *   lower( hex( sha256( value of a + value of b + … + secret )))    fields in ASCII order of their names
 * </pre>
 *
 * <p>Absent and empty values are left out, {@code "0"} is not.
 *
 * @see <a href="https://docs.onerway.com/apis/en/v0.6/sign">Onerway, signature</a>
 */
final class OnerwaySignature {

    private OnerwaySignature() {}

    /** The signature of the fields that Onerway marks as signed. */
    static String of(Map<String, ? extends @Nullable String> fields, String secret) {
        StringBuilder text = new StringBuilder();
        new TreeMap<String, @Nullable String>(fields).forEach((name, value) -> {
            if (value != null) {
                text.append(value);
            }
        });
        return HexFormat.of().formatHex(sha256(text.append(secret).toString()));
    }

    /** Whether two signatures are the same. Takes the same time wherever they differ. */
    static boolean matches(String expected, String claimed) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), claimed.getBytes(UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
