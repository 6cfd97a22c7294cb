package io.waymark.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The header {@code webhook-signature} of Standard Webhooks 1.0:
 *
 * <pre>
 *   v1,  Base64( HMAC-SHA256( secret, T ))
 *   v1a, Base64( Ed25519( private key, T ))
 *
 *   T    webhook-id + "." + webhook-timestamp + "." + the body's bytes, exactly as they are sent
 * </pre>
 *
 * <p>One signature of each kind by each key, separated by spaces, so that a receiver verifies with the key that it has.
 */
public final class StandardWebhookSignature {

    /** Names of the three headers. */
    public static final String ID = "webhook-id";

    /** Seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";

    public static final String SIGNATURE = "webhook-signature";

    private StandardWebhookSignature() {}

    /**
     * The header's value.
     *
     * @param keys the newest first
     * @param id the value of {@code webhook-id}
     * @param at when this attempt is sent; {@code webhook-timestamp} in whole seconds
     */
    public static String of(List<EndpointKey> keys, String id, Instant at, byte[] body) {
        byte[] head = (id + "." + at.getEpochSecond() + ".").getBytes(UTF_8);
        return keys.stream()
                .flatMap(key -> Stream.of(
                        "v1," + base64(key.hmac(head, body)),
                        "v1a," + base64(Ed25519.sign(key.privateKey(), head, body))))
                .collect(joining(" "));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
