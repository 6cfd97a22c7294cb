package io.waymark.notifier.gateway;

import io.waymark.gateways.GatewayAnswer;

/** What became of a call. */
public sealed interface Exchange {

    /** Whether the gateway did not answer for itself: no answer, an error of a server on the way, or "too many". */
    default boolean isUnanswered() {
        return !(this instanceof Answered answered)
                || answered.answer().status() >= 500
                || answered.answer().status() == 429;
    }

    /** An answer came, whole and within bounds. */
    record Answered(GatewayAnswer answer) implements Exchange {}

    /**
     * Nothing left this machine, so nothing can have taken effect.
     *
     * @param problem a class of error, without addresses
     */
    record NotSent(String problem) implements Exchange {}

    /**
     * Something was sent, and no usable answer came.
     *
     * @param problem a class of error, without addresses
     */
    record NoAnswer(String problem) implements Exchange {}
}
