package io.waymark.sandbox.carrier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Kuaidi100's signature: {@code UPPER(hex(md5(param + secret)))}, of the text in UTF-8 before it is encoded for the form.
 * The secret of a push is its salt, that of a query the key with the customer's number after it.
 */
final class Kuaidi100Signature {

    private Kuaidi100Signature() {}

    static String of(String param, String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest((param + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
