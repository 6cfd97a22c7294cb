package io.waymark.notifier.settlement;

import io.waymark.contract.SettlementAttempt;
import io.waymark.gateways.Answer;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Held;
import io.waymark.notifier.settlement.LedgerState.Rejected;
import io.waymark.notifier.settlement.LedgerState.Sending;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import java.time.Duration;
import java.time.Instant;

/**
 * What an entry does about an attempt: before it, after it, and when its sender is gone.
 *
 * @param retry how long to wait after an attempt that settled nothing
 * @param lease how long an attempt may be under way; longer than any call can take
 * @param unknownCodePatience how long an answer in an unknown code is retried before it counts as a refusal
 */
record AttemptRules(RetrySchedule retry, Duration lease, Duration unknownCodePatience) {

    /** The entry while an attempt is under way. It must be due. */
    LedgerEntry begun(LedgerEntry entry, Instant now) {
        boolean inDoubt = entry.state() instanceof Unknown;
        return entry.in(new Sending(now.plus(lease), inDoubt)).withOneAttemptMore();
    }

    /** The entry whose attempt has outlived its lease: the sender crashed, and nobody knows. */
    LedgerEntry lost(LedgerEntry entry, Instant now) {
        return entry.in(new Unknown(now, "the sender stopped before the answer came"));
    }

    /** The entry while the gateway is asked what became of an attempt. It must be due, and in doubt. */
    LedgerEntry asked(LedgerEntry entry, Instant now) {
        return entry.in(new Unknown(now.plus(lease), entry.state().reason()));
    }

    /**
     * Whether a call still ends within its lease if it is made now.
     *
     * @param since since the attempt was begun, or the gateway was to be asked
     */
    boolean endsInTime(Duration since, Duration longestCall) {
        return since.plus(longestCall).compareTo(lease) < 0;
    }

    /** Whether the outcome of a call still says something about the entry. */
    static boolean concerns(LedgerEntry entry, Dispatch dispatch) {
        LedgerState state = entry.state();
        boolean isOpen = state instanceof Unknown
                || (state instanceof Sending && dispatch.kind() == SettlementAttempt.Kind.UPLOAD);
        return isOpen && entry.attempts() == dispatch.attempt();
    }

    /**
     * The entry after a call.
     *
     * @param since when the entry came to its state
     * @param chance in [0, 1), shortens the wait
     */
    LedgerEntry after(LedgerEntry entry, Outcome outcome, Instant since, Instant now, double chance) {
        return outcome instanceof Outcome.Uploaded uploaded
                ? answered(entry, uploaded.answer(), now, chance)
                : found(entry, ((Outcome.Inquired) outcome).finding(), since, now, chance);
    }

    private LedgerEntry found(LedgerEntry entry, Finding finding, Instant since, Instant now, double chance) {
        return switch (finding.kind()) {
            case RECORDED -> entry.in(new Acknowledged()).unknownCodeSince(null);
            case NOT_RECORDED -> entry.in(new Eligible(now, "the gateway has no record of it"));
            case OTHER_NUMBER ->
                entry.in(new Held(
                        HoldCause.OTHER_NUMBER, "the gateway has another number on record: " + finding.text()));
            case UNTOLD ->
                entry.in(new Unknown(
                        now.plus(retry.afterQuestion(Duration.between(since, now), chance)),
                        finding.code() + " " + finding.text()));
        };
    }

    private LedgerEntry answered(LedgerEntry entry, Answer answer, Instant now, double chance) {
        Instant again = now.plus(retry.after(entry.attempts(), chance));
        String words = answer.words();
        return switch (answer.reaction()) {
            case ACKNOWLEDGED -> entry.in(new Acknowledged()).unknownCodeSince(null);
            case NOT_YET -> entry.in(new Waiting(again, words)).unknownCodeSince(null);
            case REFUSED -> entry.in(new Rejected(words, inDoubt(entry)));
            case RETRY -> inDoubt(entry) ? entry.in(new Unknown(again, words)) : entry.in(new Eligible(again, words));
            case NO_ANSWER -> entry.in(new Unknown(again, words));
            case UNKNOWN_CODE -> unknownCode(entry, words, again, now);
        };
    }

    /** What nobody can read may have been a success. */
    private LedgerEntry unknownCode(LedgerEntry entry, String words, Instant again, Instant now) {
        Instant known = entry.unknownCodeSince();
        Instant since = known == null ? now : known;
        String reason = "unknown answer: " + words;
        if (!now.isBefore(since.plus(unknownCodePatience))) {
            return entry.in(new Rejected(reason, inDoubt(entry)));
        }
        return entry.in(new Unknown(again, reason)).unknownCodeSince(since);
    }

    private static boolean inDoubt(LedgerEntry entry) {
        return !(entry.state() instanceof Sending sending) || sending.inDoubt();
    }
}
