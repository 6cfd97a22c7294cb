package io.waymark.notifier.settlement;

/** What made an entry of the ledger change. Kept with every change. */
enum ChangeCause {
    /** A merchant registered it. */
    REGISTERED,
    /** A fact arrived, or was looked at again before sending. */
    FACTS,
    /** Its turn came. */
    SENDING,
    /** The gateway answered, or did not. */
    ANSWER,
    /** The sender was gone. */
    LEASE_EXPIRED,
    /** The gateway's deadline passed. */
    DEADLINE
}
