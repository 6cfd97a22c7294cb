package io.waymark.api.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** Asks whose a key is. A type of its own, so that it reaches none of those who read tokens. */
final class KeyAuthenticationRecord extends BaseAuthenticationRequest {

    private final String key;

    KeyAuthenticationRecord(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
