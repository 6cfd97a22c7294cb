package io.waymark.console.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals with AES-GCM and a key of which nothing is stored. Sealed bytes begin with a nonce of their own. */
public final class Seal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** @param key 32 bytes */
    public Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * The seal of who knows a secret.
     *
     * @param purpose keeps apart what is made of one secret
     */
    public static Seal of(String purpose, String secret) {
        try {
            return new Seal(MessageDigest.getInstance("SHA-256").digest((purpose + "\n" + secret).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The bytes, readable to whoever has the key. */
    public byte[] sealed(byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] secretly = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + secretly.length);
        System.arraycopy(secretly, 0, sealed, NONCE_BYTES, secretly.length);
        return sealed;
    }

    /** What {@link #sealed} was given. */
    public byte[] opened(byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is kept cannot be sealed or opened", e);
        }
    }
}
