package io.waymark.poller.booking;

/** Where an order for a waybill stands. */
enum WaybillState {
    /** Nobody knows yet whether the carrier took it; it is asked until somebody does. */
    OPEN,
    /** The carrier took it and gave it a number. */
    BOOKED,
    /** The carrier refused it, and never took it. Corrected, it may be sent again under the same id. */
    REFUSED,
    /** The carrier refused it after a call whose outcome was lost: it may have taken it at first. A person asks there. */
    HELD,
    /** It was taken, and the carrier was asked to withdraw it; whether it did nobody knows. */
    CANCELLING,
    /** It was taken, and withdrawn. */
    CANCELLED,
    /** It was taken; what it said of people was erased, and nothing more is done with it. */
    ERASED
}
