package io.waymark.sandbox.carrier;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The signature of STO's second dialect: {@code upper(md5(secret + text + secret))}, where the text is, after which
 * sample one goes, {@code k1v1k2v2} in RFC 3986's encoding, or {@code k1=v1&k2=v2} with {@code +} for a blank.
 */
final class StoArticleSignature {

    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final boolean queryString;
    private final String secret;

    /** @param signing {@code concatenated} or {@code query-string} */
    StoArticleSignature(String signing, String secret) {
        this.queryString = signing.equals("query-string");
        this.secret = secret;
        if (!queryString && !signing.equals("concatenated")) {
            throw new IllegalArgumentException("WAYMARK_STO_ARTICLE_SIGNING: concatenated or query-string");
        }
    }

    /** @param fields all of the message; {@code sign}, {@code signature} and empty ones do not count */
    String of(Map<String, String> fields) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(fields).forEach((name, value) -> {
            if (!name.equals("sign") && !name.equals("signature") && !value.isEmpty()) {
                parts.add(encoded(name) + (queryString ? "=" : "") + encoded(value));
            }
        });
        return md5(secret + String.join(queryString ? "&" : "", parts) + secret);
    }

    private String encoded(String text) {
        String unreserved = LETTERS_AND_DIGITS + (queryString ? "*-._" : "-._~");
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (unreserved.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else if (queryString && octet == ' ') {
                encoded.append('+');
            } else {
                encoded.append("%%%02X".formatted(octet & 0xff));
            }
        }
        return encoded.toString();
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
