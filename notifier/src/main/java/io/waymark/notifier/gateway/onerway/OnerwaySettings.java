package io.waymark.notifier.gateway.onerway;

import java.net.URI;
import java.util.Set;

/**
 * One merchant's access to Onerway.
 *
 * @param uri where waybills are uploaded
 * @param merchantNo Onerway's number of the merchant
 * @param secret signs every request
 * @param duplicateCodes answers that mean "I have that already"
 */
public record OnerwaySettings(URI uri, String merchantNo, String secret, Set<String> duplicateCodes) {

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "OnerwaySettings[uri=" + uri + ", merchantNo=" + merchantNo + "]";
    }
}
