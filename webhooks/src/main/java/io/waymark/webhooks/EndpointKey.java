package io.waymark.webhooks;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Base64;

/**
 * What an endpoint's messages are signed with: a secret that the merchant holds too, and a private key to whose public half
 * anybody may verify.
 */
public final class EndpointKey {

    private static final String SECRET = "whsec_";
    private static final String PUBLIC = "whpk_";

    private final byte[] secret;
    private final KeyPair pair;

    private EndpointKey(byte[] secret, KeyPair pair) {
        this.secret = secret;
        this.pair = pair;
    }

    /**
     * A key of given bytes.
     *
     * @param secret for {@code v1}: 24 to 64 bytes
     * @param seed for {@code v1a}: 32 bytes
     */
    static EndpointKey of(byte[] secret, byte[] seed) {
        return new EndpointKey(secret, Ed25519.pair(seed));
    }

    /** The secret as receivers configure it: {@code whsec_} and Base64. Never to be logged. */
    public String secret() {
        return SECRET + Base64.getEncoder().encodeToString(secret);
    }

    /** The public key as receivers configure it: {@code whpk_} and Base64 of its 32 bytes (RFC 8032). */
    public String publicKey() {
        return PUBLIC + Base64.getEncoder().encodeToString(Ed25519.raw(pair.getPublic()));
    }

    byte[] hmac(byte[]... text) {
        return Hmac.sha256(secret, text);
    }

    PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** Nothing secret. */
    @Override
    public String toString() {
        return "EndpointKey[" + publicKey() + "]";
    }
}
