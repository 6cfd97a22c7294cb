package io.waymark.carriers.sto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The link gateway's digest, both ways:
 *
 * <pre>
 *   data_digest = Base64( MD5( content + secret ) )     over the bytes of the hash, not over its hex form
 * </pre>
 *
 * <p>{@code content} is the text exactly as sent. The digest may hold {@code +}, so it must be URL-encoded in a form.
 *
 * @see <a href="https://openapi.express.cainiao.com/docs/sign.html">Cainiao link gateway, signing</a>, read 2026-11-20
 */
final class StoSignature {

    private StoSignature() {}

    static String of(String content, String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest((content + secret).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    /** Compares in constant time. */
    static boolean matches(String expected, String actual) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), actual.getBytes(UTF_8));
    }
}
