package io.waymark.sandbox.gateway;

import java.util.Map;

/** One notice of a transaction to somebody's callback. */
interface Notice {

    /** Where to. */
    String url();

    /** What one attempt sends. @param rightly whether it is signed with the merchant's key, or with a wrong one */
    Letter letter(boolean rightly);

    /** Whether HTTP 200 with this is the answer that the gateway wants to see. */
    boolean isAcknowledgedBy(String contentType, String body);

    /**
     * Headers and body of one attempt.
     *
     * @param body JSON
     */
    record Letter(Map<String, String> headers, String body) {}
}
