package io.waymark.notifier.settlement;

/** What made an entry of the ledger change. Kept with every change. */
enum ChangeCause {
    /** A merchant registered it. */
    REGISTERED,
    /** A fact arrived, or was looked at again before sending. */
    FACTS,
    /** Its turn came. */
    SENDING,
    /** The gateway is asked what became of an attempt. */
    ASKING,
    /** The gateway answered, or did not. */
    ANSWER,
    /** The gateway's own record was compared with ours. */
    COMPARED,
    /** The sender was gone. */
    LEASE_EXPIRED,
    /** The gateway's deadline came near, or passed. */
    DEADLINE,
    /** A person ordered it. */
    ORDER
}
