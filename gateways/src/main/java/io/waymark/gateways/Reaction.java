package io.waymark.gateways;

/** What the sender does about the outcome of an attempt. Label of the metric {@code settlement_attempts_total}. */
public enum Reaction {
    /** The gateway has the proof; a repeat of what it already has counts too. */
    ACKNOWLEDGED,
    /** The gateway will take it later; ask again. */
    NOT_YET,
    /** The gateway will never take it. */
    REFUSED,
    /** Nothing took effect, for a reason that passes. */
    RETRY,
    /**
     * The answer is in no table, or is about our account and not about this upload; asked again for a while, with an alarm.
     */
    UNKNOWN_CODE,
    /** Sent, and no answer came that says what became of it: it may or may not have taken effect. */
    NO_ANSWER
}
