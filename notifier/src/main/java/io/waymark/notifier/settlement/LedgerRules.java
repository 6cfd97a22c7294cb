package io.waymark.notifier.settlement;

import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Held;
import io.waymark.notifier.settlement.LedgerState.Owed;
import io.waymark.notifier.settlement.LedgerState.ReversalAlert;
import io.waymark.notifier.settlement.LedgerState.Stopped;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an entry does about a decision of the policy. An entry that already says what the decision says comes back
 * equal, so repeated facts change nothing.
 */
final class LedgerRules {

    private static final String PENDING = "waits for the gateway's word that the payment succeeded";

    private LedgerRules() {}

    /** The entry after the facts were weighed again. */
    static LedgerEntry evaluated(LedgerEntry entry, Decision decision, Instant now) {
        return switch (entry.state().name()) {
            case OWED, ELIGIBLE, WAITING -> following(entry, decision, now);
            case STOPPED -> ((Stopped) entry.state()).forGood() ? entry : following(entry, decision, now);
            case HELD -> ((Held) entry.state()).cause().followsFacts() ? following(entry, decision, now) : entry;
            case UNKNOWN -> inDoubt(entry, decision, now);
            case ACKNOWLEDGED, RECONCILED -> uploaded(entry, decision);
            case SENDING, REJECTED, REVERSAL_ALERT -> entry;
        };
    }

    /** Nothing took effect at the gateway: the entry goes where the facts say. */
    private static LedgerEntry following(LedgerEntry entry, Decision decision, Instant now) {
        if (decision instanceof Decision.Provable provable) {
            return proven(entry, provable, now);
        }
        if (decision instanceof Decision.Hold hold) {
            return entry.in(new Held(hold.cause(), hold.reason())).unproven();
        }
        if (decision instanceof Decision.Stop stop) {
            return entry.in(new Stopped(stop.reason(), false)).unproven();
        }
        return entry.in(new Owed(reasonOf(decision))).left();
    }

    private static LedgerEntry proven(LedgerEntry entry, Decision.Provable decision, Instant now) {
        Instant holdFrom = holdFrom(entry, decision.proof(), now);
        if (entry.attempts() == 0 && !decision.firstHold().equals(decision.hold())) {
            Eligible pending = new Eligible(holdFrom.plus(decision.firstHold()), PENDING);
            return entry.in(pending).provenBy(decision.proof(), holdFrom);
        }
        Instant holdEnds = holdFrom.plus(decision.hold());
        return entry.in(whenHeldUntil(holdEnds, entry)).provenBy(decision.proof(), holdFrom);
    }

    /** Keeps the wait that follows a failed attempt; never sends before the hold has passed. */
    private static LedgerState whenHeldUntil(Instant holdEnds, LedgerEntry entry) {
        if (entry.state() instanceof Waiting waiting) {
            return new Waiting(later(waiting.dueAt(), holdEnds), waiting.reason());
        }
        if (entry.state() instanceof Eligible eligible && entry.attempts() > 0) {
            return new Eligible(later(eligible.dueAt(), holdEnds), eligible.reason());
        }
        return new Eligible(holdEnds, "");
    }

    private static Instant holdFrom(LedgerEntry entry, Proof proof, Instant now) {
        Proof known = entry.proof();
        Instant counting = entry.holdFrom();
        if (known != null && counting != null && known.eventId().equals(proof.eventId())) {
            return counting;
        }
        boolean reentered = known == null && entry.leftOnce();
        return reentered ? later(proof.recordedAt(), now) : proof.recordedAt();
    }

    /** An upload may have taken effect: it is repeated while the facts allow, and never forgotten. */
    private static LedgerEntry inDoubt(LedgerEntry entry, Decision decision, Instant now) {
        Unknown unknown = (Unknown) entry.state();
        if (decision instanceof Decision.Provable) {
            return unknown.dueAt() == null ? entry.in(new Unknown(now, unknown.reason())) : entry;
        }
        if (wentBack(decision)) {
            return entry.in(new ReversalAlert("the parcel went back; whether an upload took effect is not known"));
        }
        if (decision instanceof Decision.Stop stop) {
            return entry.in(new Held(
                    HoldCause.PAYMENT_ENDED_IN_DOUBT, stop.reason() + "; whether an upload took effect is not known"));
        }
        return entry.in(new Unknown(null, unknown.reason()));
    }

    private static LedgerEntry uploaded(LedgerEntry entry, Decision decision) {
        return wentBack(decision) ? entry.in(new ReversalAlert("the parcel went back after the upload")) : entry;
    }

    /** A return that was withdrawn was a return all the same: a person looks at it if money has moved. */
    private static boolean wentBack(Decision decision) {
        return decision instanceof Decision.Returned
                || (decision instanceof Decision.Hold hold && hold.cause() == HoldCause.RETURN_WITHDRAWN);
    }

    private static String reasonOf(Decision decision) {
        if (decision instanceof Decision.Returned returned) {
            return returned.reason();
        }
        return decision instanceof Decision.NothingYet nothing ? nothing.reason() : "";
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
