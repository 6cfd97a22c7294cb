package io.waymark.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The form in which keys are kept: SHA-256, lower-case hex. Keys are long and random, so no salt is needed. */
public final class KeyHash {

    private static final String SHORT_FORM = "key-";
    private static final int SHORT_DIGITS = 12;

    private KeyHash() {}

    /** The hash of a key as its owner writes it. */
    public static String of(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Tells keys apart in audits and names merchants that have no name: {@code key-} and the hash's first 12 digits. */
    public static String shortForm(String hash) {
        return SHORT_FORM + hash.substring(0, SHORT_DIGITS);
    }
}
