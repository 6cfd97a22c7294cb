package io.waymark.poller.booking;

/** What is to be done for an order that somebody just placed. */
sealed interface BookingStart {

    /** Nothing: its outcome is known, or somebody is finding it out. */
    record Known(Booking booking) implements BookingStart {}

    /** The carrier is to be called. */
    record Call(BookingClaim claim) implements BookingStart {}
}
