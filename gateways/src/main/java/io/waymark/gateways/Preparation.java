package io.waymark.gateways;

import io.waymark.protocol.HttpCall;

/** Whether an upload can be put into words the gateway understands. */
public sealed interface Preparation {

    /** It can. */
    record Ready(HttpCall call) implements Preparation {}

    /**
     * It cannot, and a person must see to it.
     *
     * @param reason in words for the merchant
     */
    record Impossible(Obstacle obstacle, String reason) implements Preparation {}

    /** Why no call can be made. */
    enum Obstacle {
        /** The credentials that the registration names are not configured. */
        NO_CREDENTIALS,
        /** The registration names no transaction. */
        NO_TRANSACTION,
        /** Neither the registration nor the crosswalk has the gateway's code of the carrier. */
        UNKNOWN_CARRIER,
        /** The gateway wants an address where it can look the parcel up, and the registration names none. */
        NO_TRACKING_URL,
        /** A value is longer or shorter than the gateway takes. It is never cut: that would name another parcel. */
        UNFIT_VALUE
    }
}
