package io.waymark.ingest;

import java.util.Set;

/** What one provider's or gateway's callbacks need besides what all of them do: being believed, and answered. */
interface CallbackProtocol {

    /** Media types it sends, lower case, without parameters. Anything else is answered 415. */
    Set<String> mediaTypes();

    /** Whether it can call a path that names the shipment. */
    boolean namesShipments();

    /** Checks who sent it and what it says. Never throws. */
    Judgement judge(Callback callback);
}
