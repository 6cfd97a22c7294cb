package io.waymark.poller.booking;

import io.waymark.carriers.CarrierError;
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

    /** The carrier has not heard of the order, or has not looked at it. */
    record Postponed(String code) implements BookingOutcome {}

    /** Nobody knows. */
    record Unclear(String code) implements BookingOutcome {}

    /**
     * What an answer says of the order. A number that cannot be one is no answer; the next call may bring a better one.
     *
     * @param doubtful whether an earlier call for this order may have taken effect: if none can have, what the carrier has
     *     already is somebody else's
     */
    static BookingOutcome of(Waybill waybill, boolean doubtful) {
        if (!ShipmentId.isNumber(ShipmentId.normalNumber(waybill.trackingNumber()))) {
            return new Unclear("no-number");
        }
        return waybill.isRepeat() && !doubtful ? refused("exists") : new Booked(waybill);
    }

    /** The carrier's parcel is another order's. */
    static BookingOutcome refused(String code) {
        return new Refused(code, false, new CarrierException(CarrierError.REFUSED, code));
    }

    /**
     * What a failed call says of the order. A code that nobody knows is a no all the same: the carrier answered, and did
     * not take it. A failure that nobody foresaw says nothing.
     */
    static BookingOutcome of(Throwable failure) {
        if (failure instanceof InvalidFieldException invalid) {
            return new Refused("invalid-field", false, invalid);
        }
        if (failure instanceof CarrierException carrier) {
            String code = carrier.code().isEmpty() ? carrier.error().code() : carrier.code();
            return switch (carrier.error()) {
                case UNREACHABLE, BUSY -> new Postponed(code);
                case TIMEOUT, UNAVAILABLE, MALFORMED -> new Unclear(code);
                case UNAUTHORIZED, QUOTA_EXHAUSTED -> new Refused(code, true, carrier);
                case UNKNOWN_CODE, UNSUPPORTED, INVALID_REQUEST, REFUSED -> new Refused(code, false, carrier);
            };
        }
        return new Unclear(failure.getClass().getSimpleName());
    }
}
