package io.waymark.poller.booking;

import io.waymark.carriers.CarrierError.Action;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.Waybill;
import io.waymark.contract.ShipmentId;

/** What one call for a waybill came to. */
sealed interface BookingOutcome {

    /** The carrier's own code or our word for it; "" where there is nothing to say. Safe to log. */
    String code();

    /** The carrier took the order. */
    record Booked(Waybill waybill) implements BookingOutcome {

        @Override
        public String code() {
            return "";
        }
    }

    /**
     * The order was not taken.
     *
     * @param isOfAccount whether it was not even looked at, because the carrier does not serve our account
     * @param cause what the caller is told of
     */
    record Refused(String code, boolean isOfAccount, RuntimeException cause) implements BookingOutcome {}

    /** Nobody knows. */
    record Unclear(String code) implements BookingOutcome {}

    /** A number that cannot be one is no answer; the next call may bring a better one. */
    static BookingOutcome of(Waybill waybill) {
        return ShipmentId.isNumber(ShipmentId.normalNumber(waybill.trackingNumber()))
                ? new Booked(waybill)
                : new Unclear("no-number");
    }

    /** What a failed call says of the order. A failure that nobody foresaw says nothing. */
    static BookingOutcome of(Throwable failure) {
        if (failure instanceof InvalidFieldException invalid) {
            return new Refused("invalid-field", false, invalid);
        }
        if (failure instanceof CarrierException carrier) {
            Action action = carrier.error().action();
            String code = carrier.code().isEmpty() ? carrier.error().code() : carrier.code();
            return action == Action.RETRY
                    ? new Unclear(code)
                    : new Refused(code, action == Action.PAUSE_ACCOUNT, carrier);
        }
        return new Unclear(failure.getClass().getSimpleName());
    }
}
