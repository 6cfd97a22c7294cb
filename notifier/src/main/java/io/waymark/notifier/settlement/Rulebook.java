package io.waymark.notifier.settlement;

import io.waymark.notifier.gateway.Gateway;
import io.waymark.notifier.gateway.Gateways;
import io.waymark.notifier.gateway.Preparation;
import io.waymark.notifier.gateway.Upload;
import java.time.Instant;
import java.util.Optional;

/**
 * All that decides about a row of the ledger: the policy, what the gateways need, and how attempts are made.
 *
 * @param policy what the facts allow
 * @param gateways who is told
 * @param attempts how an entry goes through an attempt
 */
record Rulebook(SettlementPolicy policy, Gateways gateways, AttemptRules attempts) {

    /** The row's entry after the facts were weighed. */
    LedgerEntry evaluated(SettlementRow row, Facts facts, Instant now) {
        Terms terms = row.terms();
        Decision decision = policy.decide(terms, facts, prepare(row, now));
        return flagged(LedgerRules.evaluated(row.entry(), decision, now), terms, now);
    }

    /** The row's entry, which says so if the gateway's deadline passed before the gateway had the proof. */
    LedgerEntry flagged(SettlementRow row, Instant now) {
        return flagged(row.entry(), row.terms(), now);
    }

    private LedgerEntry flagged(LedgerEntry entry, Terms terms, Instant now) {
        return isPastDeadline(terms, now) && isOpen(entry) ? entry.pastDeadline() : entry;
    }

    /** The call that would be made for the row, or what stands in the way. */
    Preparation prepare(SettlementRow row, Instant now) {
        return gateways.prepare(row.gateway, upload(row), now);
    }

    /** What the row's gateway is to be told. */
    static Upload upload(SettlementRow row) {
        return row.terms().upload(row.carrier, row.trackingNumber);
    }

    private boolean isPastDeadline(Terms terms, Instant now) {
        Optional<Instant> deadline = Optional.ofNullable(terms.transactedAt())
                .flatMap(at -> gateways.find(terms.gateway())
                        .flatMap(Gateway::deadline)
                        .map(allowed -> at.toInstant().plus(allowed)));
        return deadline.isPresent() && now.isAfter(deadline.get());
    }

    private static boolean isOpen(LedgerEntry entry) {
        return switch (entry.state().name()) {
            case OWED, ELIGIBLE, SENDING, WAITING, HELD, UNKNOWN -> true;
            case ACKNOWLEDGED, RECONCILED, REJECTED, STOPPED, REVERSAL_ALERT -> false;
        };
    }
}
