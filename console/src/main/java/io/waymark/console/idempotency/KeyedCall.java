package io.waymark.console.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.Texts;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A call that its caller can name again. What is stored of it is made with the caller's key, which is not stored: so the
 * table tells nothing of a registration, and answers that show a secret once can be kept.
 */
final class KeyedCall {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_KEY = 255;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final String bodyDigest;
    private final SecretKeySpec secret;

    private KeyedCall(String id, String bodyDigest, SecretKeySpec secret) {
        this.id = id;
        this.bodyDigest = bodyDigest;
        this.secret = secret;
    }

    /**
     * @param merchantId whose key it is: merchants may use the same words
     * @param operation method and path with its query
     * @throws ProblemException with 400 if the key is none
     */
    static KeyedCall of(String merchantId, String operation, String key, byte[] body) {
        if (key.isBlank() || key.length() > MAX_KEY || !Texts.isPrintable(key)) {
            throw ProblemException.of(
                    ProblemType.MALFORMED, HEADER, "must have 1 to " + MAX_KEY + " printable characters");
        }
        List<String> name = List.of(merchantId, operation, key);
        return new KeyedCall(
                HexFormat.of().formatHex(digest("id", name, new byte[0])),
                HexFormat.of().formatHex(digest("body", name, body)),
                new SecretKeySpec(digest("seal", name, new byte[0]), "AES"));
    }

    /** Names the call; the same for every repetition. */
    String id() {
        return id;
    }

    /** Differs where a call of the same name says something else. */
    String bodyDigest() {
        return bodyDigest;
    }

    /** The bytes, readable to whoever repeats the call. */
    byte[] sealed(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] secretly = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + secretly.length);
        System.arraycopy(secretly, 0, sealed, NONCE_BYTES, secretly.length);
        return sealed;
    }

    /** What {@link #sealed} was given. */
    byte[] opened(byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept answer cannot be sealed or opened", e);
        }
    }

    private static byte[] digest(String purpose, List<String> name, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((purpose + "\n" + String.join("\n", name) + "\n").getBytes(UTF_8));
            return sha256.digest(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
