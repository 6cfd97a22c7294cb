package io.waymark.poller.plan;

/** Why a number is not looked at any more; kept in the column {@code end_reason} by its name. News reopens it. */
public enum EndReason {
    /** The parcel has reached its end, long enough ago that nothing more is expected. */
    TERMINAL,
    /** The provider told something once, and then nothing for too long. */
    NO_EVENTS,
    /** The provider was asked, or should have pushed, and never told anything. */
    NOT_FOUND,
    /** No merchant wants it followed any more. */
    WITHDRAWN
}
