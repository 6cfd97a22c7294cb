package io.waymark.ingest;

/**
 * What a sender is answered.
 *
 * @param status HTTP status
 * @param contentType of the body; "" without one
 * @param body the sender's own words; "" for none
 * @param retryAfter seconds after which it shall send again; 0 where that is not said
 */
record CallbackReply(int status, String contentType, String body, int retryAfter) {

    static final CallbackReply NOT_FOUND = status(404);
    static final CallbackReply METHOD_NOT_ALLOWED = status(405);

    /** More bytes than any callback has. */
    static final CallbackReply TOO_LARGE = status(413);

    /** What its sender never sends. */
    static final CallbackReply UNSUPPORTED_MEDIA_TYPE = status(415);

    /** It could not be made durable: the sender shall send again. */
    static final CallbackReply NOT_DURABLE = later(503, 30);

    /** There is more to do than can be done. It is over as soon as less come. */
    static final CallbackReply SHED = later(503, 5);

    /** Carriers look for success in the body, not in the status. */
    static CallbackReply json(String body) {
        return new CallbackReply(200, "application/json;charset=utf-8", body, 0);
    }

    /** What gateways are answered. */
    static CallbackReply text(int status, String body) {
        return new CallbackReply(status, "text/plain;charset=utf-8", body, 0);
    }

    /** The sender shall send again, so many seconds later. */
    static CallbackReply later(int status, int seconds) {
        return new CallbackReply(status, "", "", seconds);
    }

    private static CallbackReply status(int status) {
        return new CallbackReply(status, "", "", 0);
    }
}
