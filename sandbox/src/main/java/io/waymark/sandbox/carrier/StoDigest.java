package io.waymark.sandbox.carrier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** STO's {@code data_digest}, both ways: {@code Base64(md5(content + secret))}, of the digest's bytes, not of its hex. */
final class StoDigest {

    private StoDigest() {}

    static String of(String content, String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest((content + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Whether the digest is right with one of the secrets that are in use. */
    static boolean matches(String content, String digest, List<String> secrets) {
        return secrets.stream().anyMatch(secret -> of(content, secret).equals(digest));
    }
}
