package io.waymark.notifier.gateway;

import java.net.URI;
import java.util.Map;

/**
 * A request as plain data.
 *
 * @param method in upper case
 * @param uri absolute; never holds a secret
 * @param headers by name, one value each
 * @param body the exact bytes to send, which the signature may cover
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, byte[] body) {

    /** Bodies hold signatures and stay out of logs. */
    @Override
    public String toString() {
        return method + " " + uri;
    }
}
