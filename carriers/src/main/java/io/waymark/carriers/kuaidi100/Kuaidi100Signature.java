package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Kuaidi100's signatures, each the upper-case hex MD5 of a plain concatenation in UTF-8:
 *
 * <pre>
 *   push    MD5( param + salt )             form field "sign"
 *   query   MD5( param + key + customer )   form field "sign"
 * </pre>
 *
 * <p>{@code param} is the text exactly as sent (after the form's decoding): sign before, and verify without,
 * serializing it again.
 *
 * @see <a href="https://api.kuaidi100.com/document/">Kuaidi100 open platform</a>, read 2026-11-20
 */
final class Kuaidi100Signature {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Kuaidi100Signature() {}

    /** @param param in UTF-8 */
    static String ofPush(byte[] param, String salt) {
        return md5(param, salt.getBytes(UTF_8));
    }

    static String ofQuery(String param, String key, String customer) {
        return md5((param + key + customer).getBytes(UTF_8));
    }

    /** Compares in constant time; the case of the hex digits does not matter. */
    static boolean matches(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(US_ASCII), actual.toUpperCase(Locale.ROOT).getBytes(UTF_8));
    }

    private static String md5(byte[]... parts) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            for (byte[] part : parts) {
                md5.update(part);
            }
            return HEX.formatHex(md5.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }
}
