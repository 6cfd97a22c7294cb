package io.waymark.sandbox.gateway;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AsiaBill's {@code sign-info}: the signed headers' values in the ASCII order of their names, a dot, the value of the path,
 * a dot, the body as it is; what is empty is left out with its dot. HMAC-SHA256 under the merchant's sign key, in hex.
 * AsiaBill itself writes it in upper case, and is not particular about that of others.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/fu-lu/shu-ju-qian-ming-guo-cheng">AsiaBill, signature</a>
 */
final class AsiaBillSignature {

    /** The signed headers of a request, and of a webhook. */
    static final List<String> OF_REQUESTS = List.of("gateway-no", "request-id", "request-time", "version");

    /** The signed headers of an answer. */
    static final List<String> OF_ANSWERS = List.of("gateway-no", "response-id", "response-time");

    private AsiaBillSignature() {}

    /**
     * The signature in upper case.
     *
     * @param names of the signed headers, in ASCII order
     * @param path its one value, decoded; "" if there is none
     * @param body "" if there is none
     */
    static String of(List<String> names, MultiMap headers, String path, String body, String signKey) {
        String head = names.stream()
                .map(headers::get)
                .filter(Objects::nonNull)
                .map(String::strip)
                .collect(Collectors.joining());
        String text =
                Stream.of(head, path, body).filter(group -> !group.isEmpty()).collect(Collectors.joining("."));
        return HexFormat.of().withUpperCase().formatHex(hmac(text, signKey));
    }

    private static byte[] hmac(String text, String signKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
