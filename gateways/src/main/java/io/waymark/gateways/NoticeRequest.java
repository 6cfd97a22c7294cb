package io.waymark.gateways;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A callback as it came in.
 *
 * @param body its bytes, unchanged
 * @param headers by name in lower case; of a repeated header the first
 * @param receivedAt when its last byte had come, by our clock
 */
public record NoticeRequest(byte[] body, Map<String, String> headers, Instant receivedAt) {

    /** A header's value; empty if it is absent or blank. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }

    /** Lower-case hex digest of the body. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Without the body: it is not ours to print. */
    @Override
    public String toString() {
        return "NoticeRequest[bytes=" + body.length + "]";
    }
}
