package io.waymark.carriers.thirtypost;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The signature of a call:
 *
 * <pre>
 *   sign = lower-case hex of MD5(
 *       "data"             + "{$$}" + data      + "{$$$}"
 *     + "external_company" + "{$$}" + accessKey + "{$$$}"
 *     + timer                                               nothing if it is not sent
 *     + "{$$$$}" + secretKey )
 * </pre>
 *
 * <p>{@code data} and {@code timer} are the texts exactly as sent. The carrier's program hashes them in the charset of
 * its machine, which it does not name: UTF-8 and GBK differ for any text but ASCII.
 *
 * @see <a href="http://api.30post.cn/index.php">30post, C# sample</a>, read 2026-11-22
 */
final class ThirtyPostSignature {

    private ThirtyPostSignature() {}

    /**
     * @param data the JSON text as sent
     * @param timer when the signature expires, as sent; "" if it is not
     * @param charset in which the carrier hashes
     */
    static String of(String data, String accessKey, String timer, String secretKey, Charset charset) {
        String text =
                "data{$$}" + data + "{$$$}external_company{$$}" + accessKey + "{$$$}" + timer + "{$$$$}" + secretKey;
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(charset));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }
}
