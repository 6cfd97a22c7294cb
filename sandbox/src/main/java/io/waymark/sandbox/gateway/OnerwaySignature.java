package io.waymark.sandbox.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Onerway's signature: the values of all signed fields that are neither null nor "", in the ASCII order of their names,
 * one after another, then the secret; SHA-256, hex in lower case.
 */
final class OnerwaySignature {

    private OnerwaySignature() {}

    /** @param unsigned names of the fields that do not count */
    static String of(Map<String, ?> fields, Set<String> unsigned, String secret) {
        StringBuilder text = new StringBuilder();
        new TreeMap<String, Object>(fields).forEach((name, value) -> {
            if (value != null && !unsigned.contains(name)) {
                text.append(value);
            }
        });
        return sha256(text.append(secret).toString());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
