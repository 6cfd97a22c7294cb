package io.waymark.sandbox.carrier;

import java.time.Duration;

/** One message to somebody's callback. */
interface Outgoing {

    /** A repeat sooner than this would be no test of anybody. */
    Duration LEAST_PATIENCE = Duration.ofMillis(200);

    /**
     * What it is about.
     *
     * @param last whether the provider means to say nothing more of this number
     */
    record Subject(String number, boolean last) {}

    /** Where to. */
    String url();

    String contentType();

    /** Its body, in UTF-8. Asked for at each attempt: what carries a time carries that of the attempt. */
    String body();

    /** The same with a signature that cannot be right. */
    Outgoing forged();

    /** How long to wait before it is repeated. */
    Duration patience();
}
