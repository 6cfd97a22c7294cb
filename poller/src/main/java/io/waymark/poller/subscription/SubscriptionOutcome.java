package io.waymark.poller.subscription;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierError.Action;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.SubscriptionAnswer;
import io.waymark.poller.sealing.PersonalFields;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one attempt to subscribe came to.
 *
 * @param error what went wrong; empty if the provider accepted
 * @param code the provider's own code, or our word where there is none
 */
record SubscriptionOutcome(Optional<CarrierError> error, String code) {

    private static final Set<CarrierError> NOBODY_KNOWS =
            EnumSet.of(CarrierError.TIMEOUT, CarrierError.MALFORMED, CarrierError.UNKNOWN_CODE);

    static SubscriptionOutcome accepted(SubscriptionAnswer answer) {
        return new SubscriptionOutcome(Optional.empty(), answer.code());
    }

    static SubscriptionOutcome failed(CarrierException failure) {
        return new SubscriptionOutcome(Optional.of(failure.error()), failure.code());
    }

    /** Whether the provider was not called, since what the call needs is sealed and cannot be opened here. */
    boolean isNotOpened() {
        return code.equals(PersonalFields.NOT_OPENED);
    }

    /** Where the subscription stands after it. */
    SubscriptionState state() {
        return isNotOpened() ? SubscriptionState.DUE : stateOfCall();
    }

    private SubscriptionState stateOfCall() {
        return error.map(CarrierError::action)
                .map(SubscriptionOutcome::stateAfter)
                .orElse(SubscriptionState.ACCEPTED);
    }

    private static SubscriptionState stateAfter(Action action) {
        return switch (action) {
            case RETRY, PAUSE_ACCOUNT -> SubscriptionState.DUE;
            case ASK_OPERATOR -> SubscriptionState.HELD;
            case GIVE_UP -> SubscriptionState.REFUSED;
        };
    }

    /** Whether the provider may count the number from now on: it accepted, or nobody knows what it did. */
    boolean mayBeBilled() {
        return error.map(NOBODY_KNOWS::contains).orElse(true);
    }

    /** For the provider's breaker: 1 if it accepted. */
    int successes() {
        return error.isEmpty() ? 1 : 0;
    }

    /** For the provider's breaker: what went wrong. */
    List<CarrierException> failures() {
        return error.filter(failure -> !isNotOpened()).map(failure -> new CarrierException(failure, code)).stream()
                .toList();
    }

    /** Whether every further call with this account would fail too. */
    boolean pausesAccount() {
        return error.map(CarrierError::action)
                .filter(action -> action == Action.PAUSE_ACCOUNT)
                .isPresent();
    }

    /** As written in metrics and logs: {@code accepted}, the error's code, or that of a call that was not made. */
    String label() {
        return isNotOpened() ? code : error.map(CarrierError::code).orElse("accepted");
    }
}
