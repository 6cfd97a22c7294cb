package io.waymark.notifier.settlement;

import io.waymark.gateways.CarrierCrosswalk;
import io.waymark.gateways.Moment;
import io.waymark.gateways.Preparation;
import io.waymark.gateways.Upload;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.notifier.gateway.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All that decides about a row of the ledger: the policy, what the gateways need, and how attempts are made.
 *
 * @param policy what the facts allow
 * @param accounts who is told
 * @param crosswalk carriers in the gateways' words
 * @param attempts how an entry goes through an attempt
 */
record Rulebook(SettlementPolicy policy, Accounts accounts, CarrierCrosswalk crosswalk, AttemptRules attempts) {

    /** How long after the transaction a gateway wants the proof. */
    static final Map<String, Duration> DEADLINES = Map.of("onerway", Duration.ofDays(30));

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
        return accounts.prepare(
                account(row), upload(row), new Moment(now, UUID.randomUUID().toString()));
    }

    /** What the row's gateway is to be told. */
    Upload upload(SettlementRow row) {
        return row.terms().upload(row.carrier, crosswalk.codeOf(row.carrier, row.gateway), row.trackingNumber);
    }

    /** Whose account at which gateway the row is for. */
    static AccountName account(SettlementRow row) {
        return new AccountName(row.gateway, row.terms().account());
    }

    private boolean isPastDeadline(Terms terms, Instant now) {
        Optional<Instant> deadline = Optional.ofNullable(terms.transactedAt())
                .flatMap(at -> Optional.ofNullable(DEADLINES.get(terms.gateway()))
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
