package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.HOLD;
import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.entry;
import static io.waymark.notifier.settlement.Samples.proof;
import static io.waymark.notifier.settlement.Samples.provable;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.SettlementState;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Held;
import io.waymark.notifier.settlement.LedgerState.Owed;
import io.waymark.notifier.settlement.LedgerState.Reconciled;
import io.waymark.notifier.settlement.LedgerState.Rejected;
import io.waymark.notifier.settlement.LedgerState.ReversalAlert;
import io.waymark.notifier.settlement.LedgerState.Sending;
import io.waymark.notifier.settlement.LedgerState.Stopped;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerRulesTest {

    private static final Decision.Provable PENDING = new Decision.Provable(proof(1), HOLD, Duration.ofHours(6));

    private static final Map<String, LedgerState> STATES = Map.ofEntries(
            Map.entry("OWED", new Owed("")),
            Map.entry("ELIGIBLE", new Eligible(NOW, "")),
            Map.entry("SENDING", new Sending(NOW, false)),
            Map.entry("WAITING", new Waiting(NOW, "40001")),
            Map.entry("HELD", new Held(HoldCause.GOODS, "")),
            Map.entry("HELD_IN_DOUBT", new Held(HoldCause.PAYMENT_ENDED_IN_DOUBT, "")),
            Map.entry("UNKNOWN", new Unknown(NOW, "")),
            Map.entry("ACKNOWLEDGED", new Acknowledged()),
            Map.entry("RECONCILED", new Reconciled(null)),
            Map.entry("REJECTED", new Rejected("", false)),
            Map.entry("STOPPED", new Stopped("", false)),
            Map.entry("WRITTEN_OFF", new Stopped("", true)),
            Map.entry("HELD_BY_PERSON", new Held(HoldCause.OPERATOR, "")),
            Map.entry("REVERSAL_ALERT", new ReversalAlert("")));

    private static final Map<String, Decision> DECISIONS = Map.of(
            "nothing", new Decision.NothingYet(""),
            "returned", new Decision.Returned("back"),
            "provable", provable(1),
            "hold", new Decision.Hold(HoldCause.UNKNOWN_CARRIER, "which?"),
            "withdrawn", new Decision.Hold(HoldCause.RETURN_WITHDRAWN, "was going back"),
            "stop", new Decision.Stop("refunded"));

    private static LedgerEntry evaluated(LedgerEntry entry, Decision decision) {
        return LedgerRules.evaluated(entry, decision, NOW);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            textBlock =
                    """
            OWED          , nothing  , OWED
            OWED          , returned , OWED
            OWED          , provable , ELIGIBLE
            OWED          , hold     , HELD
            OWED          , stop     , STOPPED
            ELIGIBLE      , nothing  , OWED
            ELIGIBLE      , returned , OWED
            ELIGIBLE      , withdrawn, HELD
            ELIGIBLE      , stop     , STOPPED
            WAITING       , provable , WAITING
            WAITING       , returned , OWED
            WAITING       , stop     , STOPPED
            SENDING       , nothing  , SENDING
            SENDING       , returned , SENDING
            SENDING       , stop     , SENDING
            HELD          , provable , ELIGIBLE
            HELD          , nothing  , OWED
            HELD          , stop     , STOPPED
            HELD_IN_DOUBT , provable , HELD
            HELD_IN_DOUBT , nothing  , HELD
            STOPPED       , provable , ELIGIBLE
            STOPPED       , nothing  , OWED
            WRITTEN_OFF   , provable , STOPPED
            WRITTEN_OFF   , returned , STOPPED
            HELD_BY_PERSON, provable , HELD
            HELD_BY_PERSON, returned , HELD
            HELD_BY_PERSON, stop     , HELD
            UNKNOWN       , provable , UNKNOWN
            UNKNOWN       , nothing  , UNKNOWN
            UNKNOWN       , hold     , UNKNOWN
            UNKNOWN       , returned , REVERSAL_ALERT
            UNKNOWN       , withdrawn, REVERSAL_ALERT
            UNKNOWN       , stop     , HELD
            ACKNOWLEDGED  , provable , ACKNOWLEDGED
            ACKNOWLEDGED  , nothing  , ACKNOWLEDGED
            ACKNOWLEDGED  , stop     , ACKNOWLEDGED
            ACKNOWLEDGED  , hold     , ACKNOWLEDGED
            ACKNOWLEDGED  , returned , REVERSAL_ALERT
            RECONCILED    , returned , REVERSAL_ALERT
            REJECTED      , provable , REJECTED
            REVERSAL_ALERT, provable , REVERSAL_ALERT
            """)
    void followsTheDecision(String state, String decision, SettlementState next) {
        assertThat(evaluated(entry(STATES.get(state)), DECISIONS.get(decision))
                        .state()
                        .name())
                .isEqualTo(next);
    }

    @Test
    void theHoldCountsFromWhenTheProofWasRecorded() {
        LedgerEntry eligible = evaluated(LedgerEntry.NEW, provable(1));

        assertThat(eligible.state().dueAt()).isEqualTo(proof(1).recordedAt().plus(HOLD));
    }

    @Test
    void repeatedFactsChangeNothing() {
        LedgerEntry eligible = evaluated(LedgerEntry.NEW, provable(1));

        assertThat(LedgerRules.evaluated(eligible, provable(1), NOW.plus(Duration.ofMinutes(9))))
                .isEqualTo(eligible);
    }

    @Test
    void theHoldStartsAgainWhenTheProofGoesAndComesBack() {
        LedgerEntry left = evaluated(evaluated(LedgerEntry.NEW, provable(1)), new Decision.NothingYet(""));

        LedgerEntry back = evaluated(left, provable(1));

        assertThat(left.proof()).isNull();
        assertThat(back.state().dueAt()).isEqualTo(NOW.plus(HOLD));
    }

    @Test
    void aSecondProofDoesNotRestartTheHoldOfTheFirst() {
        LedgerEntry eligible = evaluated(LedgerEntry.NEW, provable(1));

        assertThat(evaluated(eligible, provable(2)).state().dueAt())
                .isEqualTo(proof(2).recordedAt().plus(HOLD));
    }

    @Test
    void newFactsDoNotShortenTheWaitAfterAFailure() {
        Instant later = NOW.plus(Duration.ofHours(9));

        assertThat(evaluated(entry(new Eligible(later, "HTTP 429")), provable(2))
                        .state())
                .isEqualTo(new Eligible(later, "HTTP 429"));
        assertThat(evaluated(entry(new Waiting(later, "40001")), provable(2)).state())
                .isEqualTo(new Waiting(later, "40001"));
    }

    @Test
    void anUploadInDoubtIsNotRepeatedWhileTheProofIsGone() {
        LedgerEntry parked = evaluated(entry(new Unknown(NOW, "no answer")), new Decision.NothingYet(""));

        assertThat(parked.isDue(NOW.plus(Duration.ofDays(9)))).isFalse();
        assertThat(evaluated(parked, provable(1)).isDue(NOW)).isTrue();
    }

    @Test
    void theWaitForAPaymentThatIsNotFinalSaysSoAndEndsWithItsSuccess() {
        LedgerEntry pending = evaluated(LedgerEntry.NEW, PENDING);

        assertThat(pending.state().reason()).isEqualTo("waits for the gateway's word that the payment succeeded");
        assertThat(evaluated(pending, provable(1)).state())
                .isEqualTo(new Eligible(proof(1).recordedAt().plus(HOLD), ""));
    }

    /** Else a success that follows would find the row waiting for hours. */
    @Test
    void afterAnAttemptTheAnswerSaysWhenToComeAgainAndNotANotice() {
        LedgerEntry refused = entry(new Waiting(NOW.plus(Duration.ofMinutes(1)), "40001"));

        assertThat(evaluated(refused, PENDING)).isEqualTo(evaluated(refused, provable(1)));
    }
}
