package io.waymark.contract;

/** Something about a shipment that a person should know and that is no status. */
public enum Flag {
    /** A movement scan lies later than delivery. */
    POST_DELIVERY_SCAN,
    /** A return began after delivery. Never taken back. */
    RETURNED_AFTER_DELIVERY,
    /** A scan that the transition table does not allow was kept without effect. */
    ILLEGAL_TRANSITION,
    /** A carrier's code is in no table; the scan is kept, and counted for the operator. */
    UNKNOWN_CODE,
    /** The zone of a carrier's local time was assumed. */
    ASSUMED_TIME_ZONE,
    /** The provider corrected the carrier of the number. */
    CARRIER_CORRECTED
}
