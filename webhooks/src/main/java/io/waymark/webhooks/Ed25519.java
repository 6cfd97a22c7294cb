package io.waymark.webhooks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;

/** Ed25519 (RFC 8032) with the Java platform's own provider, and keys made of a given seed. */
final class Ed25519 {

    private static final String ALGORITHM = "Ed25519";

    /** Bytes of a seed, and of a public key. */
    private static final int LENGTH = 32;

    private Ed25519() {}

    /**
     * The pair of a seed. The platform computes a public key only when it draws a private one, so the seed is what it draws;
     * that it did is checked.
     */
    static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM, "SunEC");
            generator.initialize(8 * LENGTH - 1, new Drawn(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] drawn = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            if (!Arrays.equals(drawn, seed)) {
                throw new IllegalStateException("this Java platform draws Ed25519 keys in a way of its own");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
    }

    /** The public key's 32 bytes, which are the end of its X.509 form. */
    static byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }

    static byte[] sign(PrivateKey key, byte[]... text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            for (byte[] part : text) {
                signature.update(part);
            }
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was made here cannot be used here", e);
        }
    }

    /** Draws what it was given. */
    private static final class Drawn extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        private Drawn(byte[] bytes) {
            super(null, null);
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("not the length of a seed: " + target.length);
            }
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }
    }
}
