package io.waymark.carriers.sto.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The article's signature, in the two ways in which its two samples make it:
 *
 * <pre>
 *   sign = UPPER( MD5( secret + text + secret ) )            in hexadecimal
 *
 *   text, concatenated (Python):    k1v1k2v2…                names and values percent-encoded as in RFC 3986
 *   text, query string (Node.js):   k1=v1&amp;k2=v2…             the same as a form, blanks as +
 * </pre>
 *
 * <p>Over all fields but {@code sign} and {@code signature}, by name in ASCII order; those that are null or "" are left
 * out. A nested object is signed as its JSON text exactly as sent; this the article does not say.
 */
enum ArticleSignature {
    /** As the article's Python sample does. */
    CONCATENATED("concatenated", "", "") {
        @Override
        String encode(String text) {
            return URLEncoder.encode(text, UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A")
                    .replace("%7E", "~");
        }
    },
    /** As the article's Node.js sample does. */
    QUERY_STRING("query-string", "=", "&") {
        @Override
        String encode(String text) {
            return URLEncoder.encode(text, UTF_8);
        }
    };

    private final String code;
    private final String between;
    private final String after;

    ArticleSignature(String code, String between, String after) {
        this.code = code;
        this.between = between;
        this.after = after;
    }

    /** The variant that is configured by that word; empty for any other word. */
    static Optional<ArticleSignature> of(String code) {
        return Arrays.stream(values())
                .filter(variant -> variant.code.equals(code))
                .findFirst();
    }

    abstract String encode(String text);

    /** The signature of a message's fields. */
    String sign(Map<String, String> fields, String secret) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest(text(fields, secret).getBytes(UTF_8));
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    /** What is hashed. */
    String text(Map<String, String> fields, String secret) {
        Map<String, String> sorted = new TreeMap<>(fields);
        sorted.keySet().removeAll(Set.of("sign", "signature"));
        sorted.values().removeIf(String::isEmpty);
        return sorted.entrySet().stream()
                .map(field -> encode(field.getKey()) + between + encode(field.getValue()))
                .collect(Collectors.joining(after, secret, secret));
    }

    /** Whether a signature is right; in constant time, and in either case of letters. */
    boolean matches(Map<String, String> fields, String secret, String signature) {
        return MessageDigest.isEqual(
                sign(fields, secret).getBytes(UTF_8),
                signature.toUpperCase(Locale.ROOT).getBytes(UTF_8));
    }
}
