package io.waymark.sealing;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The master keys that are known, by their ids. The newest wraps; all of them unwrap. */
final class MasterKeys {

    private static final Pattern CONFIGURED = Pattern.compile("([a-z0-9][a-z0-9.-]{0,31}):(.+)");
    private static final int KEY_BYTES = 32;

    private final String newest;
    private final Map<String, AesGcmJce> keys;

    private MasterKeys(String newest, Map<String, AesGcmJce> keys) {
        this.newest = newest;
        this.keys = keys;
    }

    /**
     * The keys that are configured.
     *
     * @param configured each as {@code id:key}, newest first; the key is 32 bytes in Base64
     * @param decrypted what an encrypted key is in clear; other keys it returns as they are
     * @throws IllegalArgumentException if there is none, one is not so, or an id occurs twice; the message names the id at most
     */
    static MasterKeys of(List<String> configured, UnaryOperator<String> decrypted) {
        if (configured.isEmpty()) {
            throw new IllegalArgumentException("no master key is configured");
        }
        Map<String, AesGcmJce> keys = new LinkedHashMap<>();
        for (String one : configured) {
            Matcher parts = CONFIGURED.matcher(one);
            if (!parts.matches()) {
                throw new IllegalArgumentException("a master key must be id:key, the id of a-z, 0-9, '.' and '-'");
            }
            String id = parts.group(1);
            if (keys.put(id, key(id, decrypted.apply(parts.group(2)))) != null) {
                throw new IllegalArgumentException("two master keys have the id " + id);
            }
        }
        return new MasterKeys(keys.keySet().iterator().next(), keys);
    }

    private static AesGcmJce key(String id, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the master key " + id + " is not Base64"); // e quotes the key
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the master key " + id + " is not of " + KEY_BYTES + " bytes");
        }
        try {
            return new AesGcmJce(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no AES-GCM", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The id of the key that wraps. */
    String newest() {
        return newest;
    }

    /** The ids of all. */
    List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    byte[] wrap(byte[] key, byte[] context) {
        try {
            return of(newest).encrypt(key, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot be wrapped", e);
        }
    }

    byte[] unwrap(String id, byte[] wrapped, byte[] context) {
        try {
            return of(id).decrypt(wrapped, context);
        } catch (GeneralSecurityException e) {
            throw new SealException("its key is not as it was wrapped", e);
        }
    }

    private AesGcmJce of(String id) {
        AesGcmJce key = keys.get(id);
        if (key == null) {
            throw SealException.keyMissing(id);
        }
        return key;
    }
}
