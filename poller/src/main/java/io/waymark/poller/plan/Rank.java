package io.waymark.poller.plan;

/** Who is asked about first; its ordinal is the column {@code rank}. */
public enum Rank {
    /** A settlement waits for this parcel's proof, and its deadline is near. */
    URGENT,
    /** A settlement waits for this parcel's proof. */
    SETTLEMENT,
    /** All others. */
    USUAL
}
