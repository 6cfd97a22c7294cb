package io.waymark.notifier.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt.
 *
 * @param outcome {@code OK}, or why not, see {@link io.waymark.contract.WebhookDelivery.Attempt#outcome}
 * @param status of HTTP; null if there was none
 * @param asked how long the endpoint wants to be left alone; zero if it did not say
 */
record Reply(Outcome outcome, @Nullable Integer status, Duration asked) {

    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    /** How it went. */
    enum Outcome {
        OK,
        STATUS,
        REDIRECT,
        TIMEOUT,
        UNREACHABLE,
        FORBIDDEN_ADDRESS
    }

    /** No answer. */
    static Reply none(Outcome outcome) {
        return new Reply(outcome, null, Duration.ZERO);
    }

    /**
     * An answer. Only 2xx says that the endpoint has the message.
     *
     * @param retryAfter how long it wants to be left alone, by its header; zero if it did not say
     */
    static Reply of(int status, Duration retryAfter) {
        Outcome outcome = status / 100 == 2 ? Outcome.OK : status / 100 == 3 ? Outcome.REDIRECT : Outcome.STATUS;
        return new Reply(outcome, status, isBusy(status) ? retryAfter : Duration.ZERO);
    }

    boolean ok() {
        return outcome == Outcome.OK;
    }

    /** The endpoint wants to be told no more. */
    boolean gone() {
        return status != null && status == GONE;
    }

    /** The endpoint has too much to do, or somebody on the way to it. */
    boolean busy() {
        return status != null && isBusy(status);
    }

    private static boolean isBusy(int status) {
        return status == TOO_MANY || status == BAD_GATEWAY || status == UNAVAILABLE || status == GATEWAY_TIMEOUT;
    }
}
