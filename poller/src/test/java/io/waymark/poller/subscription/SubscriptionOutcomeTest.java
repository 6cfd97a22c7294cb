package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.SubscriptionAnswer;
import io.waymark.poller.sealing.PersonalFields;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # error        , stands  , billed, pauses the account
            TIMEOUT         , DUE     , true  , false
            UNREACHABLE     , DUE     , false , false
            UNAVAILABLE     , DUE     , false , false
            BUSY            , DUE     , false , false
            MALFORMED       , DUE     , true  , false
            UNKNOWN_CODE    , DUE     , true  , false
            UNAUTHORIZED    , DUE     , false , true
            QUOTA_EXHAUSTED , DUE     , false , true
            UNSUPPORTED     , HELD    , false , false
            INVALID_REQUEST , HELD    , false , false
            REFUSED         , REFUSED , false , false
            """)
    void goesWhereTheErrorSendsIt(CarrierError error, SubscriptionState state, boolean billed, boolean pauses) {
        SubscriptionOutcome outcome = SubscriptionOutcome.failed(new CarrierException(error, "x"));

        assertThat(outcome.state()).isEqualTo(state);
        assertThat(outcome.mayBeBilled()).isEqualTo(billed);
        assertThat(outcome.pausesAccount()).isEqualTo(pauses);
        assertThat(outcome.successes()).isZero();
        assertThat(outcome.failures()).singleElement().satisfies(failure -> assertThat(failure.error())
                .isEqualTo(error));
    }

    @Test
    void everyErrorIsLookedAt() {
        assertThat(Arrays.stream(CarrierError.values())).hasSize(11);
    }

    @Test
    void whatWasNotAskedBecauseItCannotBeOpenedWaitsAndIsNoFaultOfTheProvider() {
        SubscriptionOutcome outcome = SubscriptionOutcome.failed(
                new CarrierException(CarrierError.INVALID_REQUEST, PersonalFields.NOT_OPENED));

        assertThat(outcome.state()).isEqualTo(SubscriptionState.DUE);
        assertThat(outcome.mayBeBilled()).isFalse();
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.label()).isEqualTo("not-opened");
    }

    @Test
    void whatWasAcceptedIsBilled() {
        SubscriptionOutcome outcome = SubscriptionOutcome.accepted(new SubscriptionAnswer("501"));

        assertThat(outcome.state()).isEqualTo(SubscriptionState.ACCEPTED);
        assertThat(outcome.code()).isEqualTo("501");
        assertThat(outcome.mayBeBilled()).isTrue();
        assertThat(outcome.successes()).isEqualTo(1);
        assertThat(outcome.failures()).isEmpty();
    }
}
