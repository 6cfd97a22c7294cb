package io.waymark.sandbox.carrier;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * 30post's {@code sign}, step by step as in the carrier's C# sample: over the sorted fields without {@code sign} and
 * {@code timer}, each {@code name{$$}value{$$$}} with the name in lower case, then the timer, {@code {$$$$}} and the
 * secret key; MD5, upper hex made lower.
 */
final class ThirtyPostSign {

    /** What {@code Encoding.Default} may be on the carrier's machine. */
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, Charset.forName("GBK"));

    private ThirtyPostSign() {}

    /** Whether the sign is right in one of the charsets that the carrier may hash in. */
    static boolean matches(String data, String accessKey, String timer, String secretKey, String sign) {
        return CHARSETS.stream().anyMatch(charset -> of(data, accessKey, timer, secretKey, charset)
                .equals(sign));
    }

    /** @param timer as posted; "" if it was not */
    static String of(String data, String accessKey, String timer, String secretKey, Charset charset) {
        SortedMap<String, String> sorted = new TreeMap<>();
        sorted.put("external_company", accessKey);
        sorted.put("data", data);
        StringBuilder text = new StringBuilder();
        sorted.forEach((name, value) -> text.append(name.toLowerCase(Locale.ROOT))
                .append("{$$}")
                .append(value)
                .append("{$$$}"));
        text.append(timer).append("{$$$$}").append(secretKey);
        return hex(text.toString().getBytes(charset)).toLowerCase(Locale.ROOT);
    }

    private static String hex(byte[] text) {
        try {
            StringBuilder hex = new StringBuilder();
            for (byte one : MessageDigest.getInstance("MD5").digest(text)) {
                hex.append("%02X".formatted(one));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
