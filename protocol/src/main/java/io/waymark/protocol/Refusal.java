package io.waymark.protocol;

/** Why a callback is refused. A metric's label, so it never holds anything the sender chose. */
public enum Refusal {
    /** A field that the protocol needs is not there. */
    MISSING_FIELD,
    /** The signature was made with none of our secrets. */
    BAD_SIGNATURE,
    /** It is signed rightly, and for a time too far from ours: an old one sent again, or one of the clocks is wrong. */
    STALE,
    /** It is signed rightly, or its frame carries no signature yet, and cannot be read. */
    MALFORMED
}
