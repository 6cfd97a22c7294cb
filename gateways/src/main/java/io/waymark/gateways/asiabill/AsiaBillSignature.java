package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AsiaBill's signature, header {@code sign-info} of requests, answers and callbacks:
 *
 * <pre>
 *   hex( HMAC-SHA256( sign key, H + "." + P + "." + Q + "." + B ))
 *
 *   H  values of the signed headers: gateway-no, request-id, request-time and, of callbacks, version
 *   P  values of the path, Q values of the query      each by name in ASCII order, without anything between
 *   B  the body's bytes, exactly as they are sent
 * </pre>
 *
 * <p>Empty values and empty groups are left out, a group with its dot. AsiaBill's own PHP client sends lower case and
 * compares in upper case, so both are made and accepted here: {@link #of} is lower case, {@link #matches} is not
 * particular.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/fu-lu/shu-ju-qian-ming-guo-cheng">AsiaBill, signature</a>
 */
final class AsiaBillSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private AsiaBillSignature() {}

    /**
     * The signature in lower case.
     *
     * @param headers the signed headers alone, by name in lower case
     * @param path by name, decoded
     * @param query by name, decoded
     * @param body empty if there is none
     */
    static String of(
            String signKey,
            Map<String, String> headers,
            Map<String, String> path,
            Map<String, String> query,
            byte[] body) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List.of(headers, path, query).forEach(group -> append(text, values(group)));
        append(text, body);
        return HexFormat.of().formatHex(hmac(signKey, text.toByteArray()));
    }

    /** The signature of a message that is headers and a body: an upload, an answer, a callback. */
    static String of(String signKey, Map<String, String> headers, byte[] body) {
        return of(signKey, headers, Map.of(), Map.of(), body);
    }

    /** Whether two signatures are the same, in either case of letters. Takes the same time wherever they differ. */
    static boolean matches(String expected, String claimed) {
        return MessageDigest.isEqual(lower(expected), lower(claimed));
    }

    private static byte[] lower(String signature) {
        return signature.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
    }

    private static byte[] values(Map<String, String> group) {
        return new TreeMap<>(group).values().stream().collect(joining()).getBytes(UTF_8);
    }

    private static void append(ByteArrayOutputStream text, byte[] group) {
        if (group.length > 0 && text.size() > 0) {
            text.write('.');
        }
        text.writeBytes(group);
    }

    private static byte[] hmac(String signKey, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(signKey.getBytes(UTF_8), ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }
}
