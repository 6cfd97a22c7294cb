package io.waymark.ingest;

/**
 * What a sender is answered.
 *
 * @param status HTTP status
 * @param mediaType of the body, in UTF-8; "" without one
 * @param body the sender's own words; "" for none
 */
record CallbackReply(int status, String mediaType, String body) {

    /** More bytes than any callback has. */
    static final CallbackReply TOO_LARGE = new CallbackReply(413, "", "");

    /** It could not be made durable: the sender shall send again. */
    static final CallbackReply NOT_DURABLE = new CallbackReply(503, "", "");

    /** Carriers look for success in the body, not in the status. */
    static CallbackReply json(String body) {
        return new CallbackReply(200, "application/json", body);
    }

    /** What gateways are answered. */
    static CallbackReply text(int status, String body) {
        return new CallbackReply(status, "text/plain", body);
    }
}
