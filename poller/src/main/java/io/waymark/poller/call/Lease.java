package io.waymark.poller.call;

import java.time.Duration;

/** How long a row that somebody is calling for belongs to that caller. */
public final class Lease {

    private Lease() {}

    /**
     * Stops the start if a call could outlive its claim: two replicas would make the same one.
     *
     * @param variable the environment variable that the lease is set by
     */
    public static void check(String variable, Duration lease, CarrierCallsConfig calls) {
        if (lease.compareTo(calls.connectTimeout().plus(calls.answerTimeout())) <= 0) {
            throw new IllegalStateException(variable + " is " + lease
                    + "; it must be longer than WAYMARK_CALLS_CONNECT_TIMEOUT (" + calls.connectTimeout()
                    + ") and WAYMARK_CALLS_ANSWER_TIMEOUT (" + calls.answerTimeout() + ") together");
        }
    }
}
