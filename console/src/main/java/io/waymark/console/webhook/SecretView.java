package io.waymark.console.webhook;

import io.waymark.webhooks.EndpointKey;

/**
 * An endpoint's newest key, as receivers configure it.
 *
 * @param secret for {@code v1}: {@code whsec_} and Base64
 * @param publicKey for {@code v1a}: {@code whpk_} and Base64
 */
public record SecretView(int keyVersion, String secret, String publicKey) {

    static SecretView of(int keyVersion, EndpointKey key) {
        return new SecretView(keyVersion, key.secret(), key.publicKey());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SecretView[" + publicKey + "]";
    }
}
