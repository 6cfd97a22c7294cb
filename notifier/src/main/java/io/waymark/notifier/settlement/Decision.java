package io.waymark.notifier.settlement;

import java.time.Duration;

/** What the facts allow; a function of the facts alone. */
sealed interface Decision {

    /** Nothing is proven yet. */
    record NothingYet(String reason) implements Decision {}

    /** The parcel is going back, or is back. */
    record Returned(String reason) implements Decision {}

    /**
     * The proof is there.
     *
     * @param hold how long to wait after the proof was recorded
     * @param firstHold the same before the first attempt: longer while the payment is not final. After one the gateway's
     *     answer says how final it is
     */
    record Provable(Proof proof, Duration hold, Duration firstHold) implements Decision {}

    /** A person must decide. */
    record Hold(HoldCause cause, String reason) implements Decision {}

    /** The payment has ended; there is nothing to settle. */
    record Stop(String reason) implements Decision {}
}
