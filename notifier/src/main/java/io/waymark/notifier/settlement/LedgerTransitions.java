package io.waymark.notifier.settlement;

import static io.waymark.contract.SettlementState.ACKNOWLEDGED;
import static io.waymark.contract.SettlementState.ELIGIBLE;
import static io.waymark.contract.SettlementState.HELD;
import static io.waymark.contract.SettlementState.OWED;
import static io.waymark.contract.SettlementState.RECONCILED;
import static io.waymark.contract.SettlementState.REJECTED;
import static io.waymark.contract.SettlementState.REVERSAL_ALERT;
import static io.waymark.contract.SettlementState.SENDING;
import static io.waymark.contract.SettlementState.STOPPED;
import static io.waymark.contract.SettlementState.UNKNOWN;
import static io.waymark.contract.SettlementState.WAITING;

import io.waymark.contract.SettlementState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which state of the ledger may follow which. SENDING is reached only from states that are due, and left only with an
 * outcome: that is what keeps two uploads of one settlement apart.
 */
final class LedgerTransitions {

    private static final Map<SettlementState, Set<SettlementState>> NEXT = new EnumMap<>(Map.ofEntries(
            // spotless:off
            next(OWED,           EnumSet.of(ELIGIBLE, HELD, STOPPED)),
            next(ELIGIBLE,       EnumSet.of(SENDING, OWED, HELD, STOPPED)),
            next(SENDING,        EnumSet.of(ACKNOWLEDGED, WAITING, ELIGIBLE, UNKNOWN, REJECTED)),
            next(WAITING,        EnumSet.of(SENDING, OWED, HELD, STOPPED)),
            next(HELD,           EnumSet.of(OWED, ELIGIBLE, STOPPED, UNKNOWN)), // held in doubt, released in doubt
            next(UNKNOWN,        EnumSet.of(SENDING, ACKNOWLEDGED, ELIGIBLE, WAITING, REJECTED, HELD, STOPPED, REVERSAL_ALERT)),
            next(ACKNOWLEDGED,   EnumSet.of(RECONCILED, REVERSAL_ALERT)),
            next(RECONCILED,     EnumSet.of(ACKNOWLEDGED, REVERSAL_ALERT)), // the gateway has come to see it otherwise
            next(REJECTED,       EnumSet.of(OWED, UNKNOWN, STOPPED)), // by a person's order alone
            next(STOPPED,        EnumSet.of(OWED, ELIGIBLE, HELD)), // a failed payment that then succeeds
            next(REVERSAL_ALERT, EnumSet.of(STOPPED)))); // likewise
            // spotless:on

    private LedgerTransitions() {}

    private static Map.Entry<SettlementState, Set<SettlementState>> next(
            SettlementState from, Set<SettlementState> to) {
        return Map.entry(from, to);
    }

    /** Whether {@code to} may follow {@code from}. Staying is always allowed: the reason or the time may change. */
    static boolean allows(SettlementState from, SettlementState to) {
        return from == to || NEXT.getOrDefault(from, Set.of()).contains(to);
    }
}
