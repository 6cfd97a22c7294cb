package io.waymark.poller.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierError.Action;
import io.waymark.carriers.CarrierException;
import io.waymark.poller.polling.PollOutcome.Guard;
import io.waymark.poller.polling.PollOutcome.Next;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PollOutcomeTest {

    @Test
    void anAnswerIsBilledAndPlanned() {
        assertThat(PollOutcome.of(null)).isEqualTo(PollOutcome.ANSWERED);
        assertThat(PollOutcome.ANSWERED.next()).isEqualTo(Next.PLAN);
        assertThat(PollOutcome.ANSWERED.isBilled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CarrierError.class)
    void everyErrorHasAnOutcomeAndWaitsForAPersonOnlyWhereOneIsAsked(CarrierError error) {
        PollOutcome outcome = PollOutcome.of(new CarrierException(error, "any"));

        assertThat(outcome.next() == Next.HOLD)
                .isEqualTo(error.action() == Action.ASK_OPERATOR || error.action() == Action.GIVE_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT,         no-answer, RETRY, KEEP,  true",
        "MALFORMED,       html,      RETRY, KEEP,  true",
        "UNREACHABLE,     refused,   RETRY, UNASK, false",
        "UNAVAILABLE,     http-503,  RETRY, KEEP,  false",
        "BUSY,            http-429,  RETRY, KEEP,  false",
        "BUSY,            504,       RETRY, LOCK,  false",
        "UNAUTHORIZED,    503,       RETRY, UNASK, false",
        "QUOTA_EXHAUSTED, 601,       RETRY, UNASK, false",
        "UNKNOWN_CODE,    999,       PLAN,  KEEP,  true",
        "INVALID_REQUEST, 408,       HOLD,  KEEP,  true",
        "INVALID_REQUEST, not-opened, RETRY, UNASK, false",
    })
    void whatFollowsIsAsTheProviderMayHaveUnderstood(
            CarrierError error, String code, Next next, Guard guard, boolean billed) {
        PollOutcome outcome = PollOutcome.of(new CarrierException(error, code));

        assertThat(outcome.next()).isEqualTo(next);
        assertThat(outcome.guard()).isEqualTo(guard);
        assertThat(outcome.isBilled()).isEqualTo(billed);
    }
}
