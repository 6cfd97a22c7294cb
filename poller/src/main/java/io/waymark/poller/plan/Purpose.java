package io.waymark.poller.plan;

/** What a number is asked about for; kept in the column {@code purpose} by its name. */
public enum Purpose {
    /** It is not asked about. */
    NONE,
    /** Nobody pushes: asking is how we learn. */
    POLL,
    /** Somebody should push and has been silent for longer than is usual. */
    SILENCE,
    /** The parcel has reached its end; what may follow (a return) is still looked for. */
    AFTERCARE
}
