package io.waymark.notifier.settlement;

import io.waymark.contract.SettlementState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry of the ledger stands, with what only that state knows. {@link LedgerTransitions} says which may follow
 * which.
 */
sealed interface LedgerState {

    /** As published. */
    SettlementState name();

    /** Why it stands there, in words for the merchant; empty if the state says all. */
    default String reason() {
        return "";
    }

    /** When the sender must look at it; null if only a new fact or a person can move it. */
    default @Nullable Instant dueAt() {
        return null;
    }

    /** Nothing to prove yet. */
    record Owed(String reason) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.OWED;
        }
    }

    /** May be sent from {@code dueAt} on: after the hold, or after the wait that follows a failed attempt. */
    record Eligible(Instant dueAt, String reason) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.ELIGIBLE;
        }
    }

    /**
     * An attempt is under way.
     *
     * @param dueAt end of the lease: an attempt without an outcome by then has lost its sender
     * @param inDoubt whether an earlier attempt may have taken effect
     */
    record Sending(Instant dueAt, boolean inDoubt) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.SENDING;
        }
    }

    /** The gateway wants it later. */
    record Waiting(Instant dueAt, String reason) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.WAITING;
        }
    }

    /** A person decides, or a fact that removes the cause. */
    record Held(HoldCause cause, String reason) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.HELD;
        }
    }

    /** An attempt may or may not have taken effect; {@code dueAt} is null while a repeat is not allowed. */
    record Unknown(@Nullable Instant dueAt, String reason) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.UNKNOWN;
        }
    }

    /**
     * The gateway has the proof.
     *
     * @param checkAt when its own record is compared with ours; null if never again
     */
    record Acknowledged(@Nullable Instant checkAt) implements LedgerState {

        /** By a gateway that cannot be asked what it has. */
        Acknowledged() {
            this(null);
        }

        @Override
        public SettlementState name() {
            return SettlementState.ACKNOWLEDGED;
        }
    }

    /**
     * The gateway's own record agrees with ours.
     *
     * @param checkAt when it is compared next; null if never again
     */
    record Reconciled(@Nullable Instant checkAt) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.RECONCILED;
        }
    }

    /**
     * Refused for good.
     *
     * @param inDoubt whether an earlier attempt may have taken effect
     */
    record Rejected(String reason, boolean inDoubt) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.REJECTED;
        }
    }

    /**
     * Nothing is to be sent.
     *
     * @param forGood whether a person wrote it off, which no fact undoes; else the payment ended
     */
    record Stopped(String reason, boolean forGood) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.STOPPED;
        }
    }

    /** Sent, and then the parcel went back. */
    record ReversalAlert(String reason) implements LedgerState {
        @Override
        public SettlementState name() {
            return SettlementState.REVERSAL_ALERT;
        }
    }
}
