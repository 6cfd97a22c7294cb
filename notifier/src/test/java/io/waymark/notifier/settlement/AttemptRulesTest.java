package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.waymark.contract.SettlementState;
import io.waymark.gateways.Answer;
import io.waymark.gateways.Reaction;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Rejected;
import io.waymark.notifier.settlement.LedgerState.Sending;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptRulesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final AttemptRules RULES =
            new AttemptRules(new RetrySchedule(MINUTE, Duration.ofHours(6)), MINUTE, Duration.ofHours(72));

    private static LedgerEntry answered(LedgerEntry entry, Reaction reaction) {
        return RULES.answered(entry, new Answer(reaction, "4711", "words"), NOW, 0);
    }

    @ParameterizedTest(name = "{0}, in doubt {1}: {2}")
    @CsvSource(
            textBlock =
                    """
            ACKNOWLEDGED, false, ACKNOWLEDGED
            ACKNOWLEDGED, true , ACKNOWLEDGED
            NOT_YET     , false, WAITING
            NOT_YET     , true , WAITING
            REFUSED     , false, REJECTED
            RETRY       , false, ELIGIBLE
            RETRY       , true , UNKNOWN
            UNKNOWN_CODE, false, WAITING
            UNKNOWN_CODE, true , UNKNOWN
            NO_ANSWER   , false, UNKNOWN
            """)
    void followsTheAnswer(Reaction reaction, boolean inDoubt, SettlementState next) {
        LedgerEntry after = answered(entry(new Sending(NOW, inDoubt)), reaction);

        assertThat(after.state().name()).isEqualTo(next);
    }

    @Test
    void waitsBeforeTheNextAttemptAndKeepsTheGatewaysWords() {
        assertThat(answered(entry(new Sending(NOW, false)), Reaction.NOT_YET).state())
                .isEqualTo(new Waiting(NOW.plus(MINUTE), "4711 words"));
    }

    @Test
    void anAttemptCountsAndHasALease() {
        LedgerEntry begun = RULES.begun(entry(new Eligible(NOW, "")), NOW);

        assertThat(begun.attempts()).isEqualTo(2);
        assertThat(begun.state()).isEqualTo(new Sending(NOW.plus(MINUTE), false));
    }

    @Test
    void anAttemptAfterAnUnknownOutcomeStaysInDoubt() {
        assertThat(RULES.begun(entry(new Unknown(NOW, "")), NOW).state())
                .isEqualTo(new Sending(NOW.plus(MINUTE), true));
    }

    @Test
    void nothingIsSentTwiceAtATime() {
        LedgerEntry begun = RULES.begun(entry(new Eligible(NOW, "")), NOW);
        LedgerEntry done = entry(new Acknowledged());

        assertThatIllegalStateException()
                .isThrownBy(() -> RULES.begun(done, NOW))
                .withMessageContaining("never followed");
        assertThat(AttemptRules.concerns(begun, 1)).isFalse();
        assertThat(AttemptRules.concerns(begun, 2)).isTrue();
    }

    @Test
    void anAttemptWithoutItsSenderIsInDoubtAndDueAtOnce() {
        assertThat(RULES.lost(entry(new Sending(NOW, false)), NOW).state())
                .isEqualTo(new Unknown(NOW, "the sender stopped before the answer came"));
    }

    @Test
    void aLateAnswerResolvesTheDoubt() {
        assertThat(answered(entry(new Unknown(NOW, "")), Reaction.ACKNOWLEDGED).state())
                .isEqualTo(new Acknowledged());
    }

    @Test
    void anUnknownCodeIsRetriedForThreeDays() {
        LedgerEntry first = answered(entry(new Sending(NOW, false)), Reaction.UNKNOWN_CODE);
        LedgerEntry second = RULES.begun(first, NOW);

        LedgerEntry early = RULES.answered(
                second, new Answer(Reaction.UNKNOWN_CODE, "4711", ""), NOW.plus(Duration.ofHours(71)), 0);
        LedgerEntry late = RULES.answered(
                second, new Answer(Reaction.UNKNOWN_CODE, "4711", ""), NOW.plus(Duration.ofHours(72)), 0);

        assertThat(early.state()).isInstanceOf(Waiting.class);
        assertThat(late.state()).isEqualTo(new Rejected("unknown answer: 4711"));
    }

    @Test
    void aKnownAnswerEndsThePatience() {
        LedgerEntry unknown = answered(entry(new Sending(NOW, false)), Reaction.UNKNOWN_CODE);

        assertThat(answered(RULES.begun(unknown, NOW), Reaction.NOT_YET).unknownCodeSince())
                .isNull();
    }
}
