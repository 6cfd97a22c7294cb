package io.waymark.notifier.settlement;

import io.waymark.contract.SettlementState;
import io.waymark.gateways.Answer;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Eligible;
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

    /** Whether an answer to attempt number {@code attempt} still says something about the entry. */
    static boolean concerns(LedgerEntry entry, int attempt) {
        SettlementState state = entry.state().name();
        return entry.attempts() == attempt && (state == SettlementState.SENDING || state == SettlementState.UNKNOWN);
    }

    /**
     * The entry after the attempt's answer.
     *
     * @param chance in [0, 1), shortens the wait
     */
    LedgerEntry answered(LedgerEntry entry, Answer answer, Instant now, double chance) {
        Instant again = now.plus(retry.after(entry.attempts(), chance));
        String words = answer.words();
        return switch (answer.reaction()) {
            case ACKNOWLEDGED -> entry.in(new Acknowledged()).unknownCodeSince(null);
            case NOT_YET -> entry.in(new Waiting(again, words)).unknownCodeSince(null);
            case REFUSED -> entry.in(new Rejected(words));
            case RETRY -> inDoubt(entry) ? entry.in(new Unknown(again, words)) : entry.in(new Eligible(again, words));
            case NO_ANSWER -> entry.in(new Unknown(again, words));
            case UNKNOWN_CODE -> unknownCode(entry, words, again, now);
        };
    }

    private LedgerEntry unknownCode(LedgerEntry entry, String words, Instant again, Instant now) {
        Instant known = entry.unknownCodeSince();
        Instant since = known == null ? now : known;
        String reason = "unknown answer: " + words;
        if (!now.isBefore(since.plus(unknownCodePatience))) {
            return entry.in(new Rejected(reason));
        }
        LedgerState next = inDoubt(entry) ? new Unknown(again, reason) : new Waiting(again, reason);
        return entry.in(next).unknownCodeSince(since);
    }

    private static boolean inDoubt(LedgerEntry entry) {
        return !(entry.state() instanceof Sending sending) || sending.inDoubt();
    }
}
