package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementAttempt.Kind;
import io.waymark.contract.SettlementState;
import io.waymark.gateways.Answer;
import io.waymark.gateways.Reaction;
import io.waymark.gateways.Upload;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Held;
import io.waymark.notifier.settlement.LedgerState.Rejected;
import io.waymark.notifier.settlement.LedgerState.Sending;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import io.waymark.protocol.HttpCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptRulesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final AttemptRules RULES =
            new AttemptRules(new RetrySchedule(MINUTE, Duration.ofHours(6)), MINUTE, Duration.ofHours(72));

    private static LedgerEntry answered(LedgerEntry entry, Reaction reaction) {
        return RULES.after(entry, uploaded(reaction, "words"), NOW, NOW, 0);
    }

    private static Outcome uploaded(Reaction reaction, String words) {
        return new Outcome.Uploaded(new Answer(reaction, "4711", words));
    }

    private static LedgerEntry found(Finding.Kind kind) {
        return found(kind, NOW, NOW);
    }

    private static LedgerEntry found(Finding.Kind kind, Instant since, Instant now) {
        return RULES.after(
                entry(new Unknown(NOW, "")), new Outcome.Inquired(new Finding(kind, null, "", "B77")), since, now, 0);
    }

    private static Dispatch dispatch(SettlementAttempt.Kind kind, int attempt) {
        return new Dispatch(
                new UUID(0, 1),
                kind,
                attempt,
                new AccountName("asiabill", ""),
                new Upload("1", null, "sto", "STO", "773", null),
                new HttpCall(HttpCall.Method.GET, "http://gateway", Map.of(), new byte[0]),
                null,
                "");
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
            UNKNOWN_CODE, false, UNKNOWN
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
        assertThat(AttemptRules.concerns(begun, dispatch(Kind.UPLOAD, 1))).isFalse();
        assertThat(AttemptRules.concerns(begun, dispatch(Kind.UPLOAD, 2))).isTrue();
    }

    @Test
    void anAttemptWithoutItsSenderIsInDoubtAndDueAtOnce() {
        assertThat(RULES.lost(entry(new Sending(NOW, false)), NOW).state())
                .isEqualTo(new Unknown(NOW, "the sender stopped before the answer came"));
    }

    /** No attempt is made meanwhile, and yet a gateway that tells nothing for days is asked less and less often. */
    @Test
    void aQuestionThatStaysOpenIsPutLessAndLessOften() {
        Instant later = NOW.plus(Duration.ofHours(2));

        assertThat(found(Finding.Kind.UNTOLD, NOW, NOW).state().dueAt()).isEqualTo(NOW.plus(MINUTE));
        assertThat(found(Finding.Kind.UNTOLD, NOW, later).state().dueAt()).isEqualTo(later.plus(Duration.ofHours(2)));
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

        Outcome unknown = uploaded(Reaction.UNKNOWN_CODE, "");
        LedgerEntry early = RULES.after(second, unknown, NOW, NOW.plus(Duration.ofHours(71)), 0);
        LedgerEntry late = RULES.after(second, unknown, NOW, NOW.plus(Duration.ofHours(72)), 0);

        assertThat(early.state()).isInstanceOf(Unknown.class);
        assertThat(late.state()).isEqualTo(new Rejected("unknown answer: 4711", true));
    }

    @Test
    void aKnownAnswerEndsThePatience() {
        LedgerEntry unknown = answered(entry(new Sending(NOW, false)), Reaction.UNKNOWN_CODE);

        assertThat(answered(RULES.begun(unknown, NOW), Reaction.NOT_YET).unknownCodeSince())
                .isNull();
    }

    @Test
    void whileTheGatewayIsAskedNobodyElseAsks() {
        assertThat(RULES.asked(entry(new Unknown(NOW, "no answer")), NOW).state())
                .isEqualTo(new Unknown(NOW.plus(MINUTE), "no answer"));
    }

    @Test
    void whatTheGatewayHasOnRecordSettlesTheDoubt() {
        assertThat(found(Finding.Kind.RECORDED).state()).isEqualTo(new Acknowledged());
        assertThat(found(Finding.Kind.NOT_RECORDED).state())
                .isEqualTo(new Eligible(NOW, "the gateway has no record of it"));
        assertThat(found(Finding.Kind.OTHER_NUMBER).state())
                .isEqualTo(new Held(HoldCause.OTHER_NUMBER, "the gateway has another number on record: B77"));
    }

    @Test
    void aGatewayThatDoesNotSayIsAskedAgain() {
        assertThat(found(Finding.Kind.UNTOLD).state())
                .isInstanceOfSatisfying(
                        Unknown.class, unknown -> assertThat(unknown.dueAt()).isEqualTo(NOW.plus(MINUTE)));
    }

    @Test
    void anAnswerToAnInquirySaysNothingOfAnUploadThatBeganMeanwhile() {
        LedgerEntry begun = RULES.begun(entry(new Unknown(NOW, "")), NOW);

        assertThat(AttemptRules.concerns(begun, dispatch(Kind.INQUIRY, 2))).isFalse();
        assertThat(AttemptRules.concerns(entry(new Unknown(NOW, "")), dispatch(Kind.INQUIRY, 1)))
                .isTrue();
    }

    /** Else a second call would begin while the first is under way. */
    @Test
    void aCallThatCouldOutliveItsLeaseIsNotMade() {
        Duration longestCall = Duration.ofSeconds(13);

        assertThat(RULES.endsInTime(Duration.ofSeconds(46), longestCall)).isTrue();
        assertThat(RULES.endsInTime(Duration.ofSeconds(47), longestCall)).isFalse();
    }
}
