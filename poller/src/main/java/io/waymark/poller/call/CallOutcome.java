package io.waymark.poller.call;

import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;

/**
 * How a call ended, in words that may be logged.
 *
 * @param label one of few: {@code success}, the code of a {@link io.waymark.carriers.CarrierError}, {@code invalid_field},
 *     {@code bug}
 * @param code the provider's own code, or which class it was; "-" if there is nothing more to say
 */
record CallOutcome(String label, String code) {

    static final CallOutcome SUCCESS = new CallOutcome("success", "-");

    static CallOutcome of(Throwable failure) {
        if (failure instanceof CarrierException carrier) {
            return new CallOutcome(carrier.error().code(), carrier.code().isEmpty() ? "-" : carrier.code());
        }
        if (failure instanceof InvalidFieldException) {
            return new CallOutcome("invalid_field", "-");
        }
        return new CallOutcome("bug", failure.getClass().getSimpleName());
    }

    boolean isSuccess() {
        return equals(SUCCESS);
    }
}
