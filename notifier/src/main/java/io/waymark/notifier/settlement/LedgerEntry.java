package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.joining;

import io.waymark.contract.SettlementState;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One settlement as the ledger has it, without whose it is.
 *
 * @param attempts how often an upload was tried
 * @param proof the scan it rests on; null while there is none
 * @param holdFrom from when the hold counts; null while there is no proof
 * @param leftOnce whether a proof was there and went away: the hold then starts again with the next
 * @param unknownCodeSince since when the gateway has answered in codes we do not know; null if it does not
 */
record LedgerEntry(
        LedgerState state,
        int attempts,
        @Nullable Proof proof,
        @Nullable Instant holdFrom,
        boolean leftOnce,
        @Nullable Instant unknownCodeSince,
        Particulars particulars) {

    /** The states of which {@link #isOpen} is true, as a list in SQL. */
    static final String OPEN_IN_SQL = Stream.of(SettlementState.values())
            .filter(LedgerEntry::isOpen)
            .map(state -> "'" + state + "'")
            .collect(joining(", ", "(", ")"));

    /** As registered: nothing is known yet. */
    static final LedgerEntry NEW =
            new LedgerEntry(new LedgerState.Owed(""), 0, null, null, false, null, Particulars.NONE);

    /** This entry in another state. Throws {@link IllegalStateException} for a move that is not in the table. */
    LedgerEntry in(LedgerState next) {
        if (!LedgerTransitions.allows(state.name(), next.name())) {
            throw new IllegalStateException(state.name() + " is never followed by " + next.name());
        }
        return new LedgerEntry(next, attempts, proof, holdFrom, leftOnce, unknownCodeSince, particulars);
    }

    LedgerEntry provenBy(Proof newProof, Instant newHoldFrom) {
        return new LedgerEntry(state, attempts, newProof, newHoldFrom, leftOnce, unknownCodeSince, particulars);
    }

    /** Without a proof, for as long as something other than the parcel stands in the way. */
    LedgerEntry unproven() {
        return new LedgerEntry(state, attempts, null, null, leftOnce, null, particulars);
    }

    /** Without a proof, since the parcel is no longer where the proof had it. */
    LedgerEntry left() {
        return new LedgerEntry(state, attempts, null, null, leftOnce || proof != null, null, particulars);
    }

    LedgerEntry withOneAttemptMore() {
        return new LedgerEntry(state, attempts + 1, proof, holdFrom, leftOnce, unknownCodeSince, particulars);
    }

    LedgerEntry unknownCodeSince(@Nullable Instant since) {
        return new LedgerEntry(state, attempts, proof, holdFrom, leftOnce, since, particulars);
    }

    LedgerEntry with(Particulars others) {
        return new LedgerEntry(state, attempts, proof, holdFrom, leftOnce, unknownCodeSince, others);
    }

    /** Whether the gateway may still get the proof. */
    boolean isOpen() {
        return isOpen(state.name());
    }

    static boolean isOpen(SettlementState state) {
        return switch (state) {
            case OWED, ELIGIBLE, SENDING, WAITING, HELD, UNKNOWN -> true;
            case ACKNOWLEDGED, RECONCILED, REJECTED, STOPPED, REVERSAL_ALERT -> false;
        };
    }

    /** Whether the sender must look at it now. */
    boolean isDue(Instant now) {
        Instant due = state.dueAt();
        return due != null && !due.isAfter(now);
    }
}
