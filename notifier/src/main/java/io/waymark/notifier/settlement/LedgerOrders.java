package io.waymark.notifier.settlement;

import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Held;
import io.waymark.notifier.settlement.LedgerState.Owed;
import io.waymark.notifier.settlement.LedgerState.Rejected;
import io.waymark.notifier.settlement.LedgerState.Stopped;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import java.time.Instant;

/** What an entry does about an order. An entry that was changed by one is to be weighed again. */
final class LedgerOrders {

    private LedgerOrders() {}

    /** What became of an order. */
    sealed interface Ruling {

        /** It was carried out. */
        record Done(LedgerEntry entry) implements Ruling {}

        /** It was not; the entry stays as it is. */
        record Refused(String reason) implements Ruling {}
    }

    static Ruling carriedOut(LedgerEntry entry, Order order, Instant now) {
        return switch (order.kind()) {
            case RETRY -> retried(entry, now);
            case HOLD -> held(entry, order);
            case RELEASE -> released(entry, now);
            case WRITE_OFF -> writtenOff(entry, order);
        };
    }

    private static Ruling retried(LedgerEntry entry, Instant now) {
        LedgerState state = entry.state();
        return switch (state.name()) {
            case WAITING -> done(entry, new Waiting(now, state.reason()));
            case ELIGIBLE -> retriedAfterHold(entry, now);
            case UNKNOWN ->
                state.dueAt() == null
                        ? refused("the facts do not allow an upload at present")
                        : done(entry, new Unknown(now, state.reason()));
            case REJECTED -> retriedAfterRefusal(entry, (Rejected) state, now);
            case OWED -> refused("nothing is proven yet");
            case SENDING -> refused("an attempt is under way");
            case HELD -> refused("it is held; release it");
            case ACKNOWLEDGED, RECONCILED, REVERSAL_ALERT -> refused("it has been uploaded");
            case STOPPED -> refused("it is stopped");
        };
    }

    /** Before the first attempt an entry waits for its hold, or for the payment, which no order shortens. */
    private static Ruling retriedAfterHold(LedgerEntry entry, Instant now) {
        return entry.attempts() == 0 && !entry.isDue(now)
                ? refused("the wait before the first attempt has not passed; it ends at "
                        + entry.state().dueAt())
                : done(entry, new Eligible(now, entry.state().reason()));
    }

    private static Ruling retriedAfterRefusal(LedgerEntry entry, Rejected rejected, Instant now) {
        LedgerState next = rejected.inDoubt() ? new Unknown(now, rejected.reason()) : new Owed(rejected.reason());
        return done(entry.unknownCodeSince(null), next);
    }

    private static Ruling held(LedgerEntry entry, Order order) {
        return switch (entry.state().name()) {
            case OWED, ELIGIBLE, WAITING ->
                done(entry, new Held(HoldCause.OPERATOR, withWords("held back by an operator", order)));
            case HELD -> refused("it is held already");
            case SENDING -> refused("an attempt is under way");
            case UNKNOWN -> refused("an upload may have taken effect; that is found out first");
            case ACKNOWLEDGED, RECONCILED, REVERSAL_ALERT -> refused("it has been uploaded");
            case REJECTED, STOPPED -> refused("nothing would be sent");
        };
    }

    private static Ruling released(LedgerEntry entry, Instant now) {
        if (entry.state() instanceof Stopped stopped && !stopped.forGood()) {
            return done(overruled(entry, HoldCause.PAYMENT_ENDED_IN_DOUBT), new Owed(""));
        }
        if (!(entry.state() instanceof Held held)) {
            return refused("it is not held");
        }
        HoldCause cause = held.cause();
        if (!cause.isOverridable()) {
            return refused("nothing could be sent: " + held.reason());
        }
        LedgerEntry released = cause == HoldCause.OPERATOR ? entry : overruled(entry, cause);
        return cause == HoldCause.PAYMENT_ENDED_IN_DOUBT
                ? done(released, new Unknown(now, held.reason()))
                : done(released, new Owed(""));
    }

    private static LedgerEntry overruled(LedgerEntry entry, HoldCause cause) {
        return entry.with(entry.particulars().overriding(cause));
    }

    private static Ruling writtenOff(LedgerEntry entry, Order order) {
        return switch (entry.state().name()) {
            case OWED, ELIGIBLE, WAITING, HELD, UNKNOWN, REJECTED, REVERSAL_ALERT ->
                done(entry, new Stopped(withWords("written off", order), true));
            case SENDING -> refused("an attempt is under way; its outcome comes within seconds");
            case ACKNOWLEDGED, RECONCILED -> refused("the gateway has the proof");
            case STOPPED -> refused("it is stopped");
        };
    }

    private static String withWords(String what, Order order) {
        return order.words().isEmpty() ? what : what + ": " + order.words();
    }

    private static Ruling done(LedgerEntry entry, LedgerState next) {
        return new Ruling.Done(entry.in(next));
    }

    private static Ruling refused(String reason) {
        return new Ruling.Refused(reason);
    }
}
