package io.waymark.contract;

/** Where a settlement stands between the parcel's delivery and the gateway's word that it has the proof. */
public enum SettlementState {
    /** Bound to a shipment; nothing to prove yet. */
    OWED,
    /** The policy is satisfied; waits for its turn or for the hold to pass. */
    ELIGIBLE,
    /** An attempt is under way. */
    SENDING,
    /** The gateway said "not yet"; it is asked again later. */
    WAITING,
    /** A person decides: the policy or the gateway excludes it, or the carrier is unknown to the gateway. */
    HELD,
    /** An attempt was made and its outcome is not known; resolved before any resend. */
    UNKNOWN,
    /** The gateway has the proof. */
    ACKNOWLEDGED,
    /** The gateway's own record agrees with ours. */
    RECONCILED,
    /** The gateway refused it for good. */
    REJECTED,
    /** Failed, refunded, cancelled or charged back before anything was sent; or written off by a person. */
    STOPPED,
    /** Sent, and then the parcel went back: a person must act. */
    REVERSAL_ALERT
}
