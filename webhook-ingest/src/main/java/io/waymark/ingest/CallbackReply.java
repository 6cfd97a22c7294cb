package io.waymark.ingest;

/**
 * What a provider is answered.
 *
 * @param status HTTP status
 * @param body JSON in the provider's own words; "" for none
 */
record CallbackReply(int status, String body) {

    /** More bytes than any callback has. */
    static final CallbackReply TOO_LARGE = new CallbackReply(413, "");

    /** The bytes could not be made durable: the provider shall send again. */
    static final CallbackReply NOT_DURABLE = new CallbackReply(503, "");
}
