package io.waymark.notifier.settlement;

import io.waymark.gateways.CarrierCrosswalk;
import io.waymark.gateways.Moment;
import io.waymark.gateways.Preparation;
import io.waymark.gateways.Upload;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.notifier.gateway.Accounts;
import io.waymark.protocol.HttpCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * All that decides about a row of the ledger: the policy, what the gateways need, and how attempts are made.
 *
 * @param policy what the facts allow
 * @param accounts who is told
 * @param crosswalk carriers in the gateways' words
 * @param attempts how an entry goes through an attempt
 * @param reconcile what an uploaded entry does about the gateway's own record
 */
record Rulebook(
        SettlementPolicy policy,
        Accounts accounts,
        CarrierCrosswalk crosswalk,
        AttemptRules attempts,
        ReconcileRules reconcile) {

    private static final Facts NOTHING = new Facts(List.of(), null, Set.of(), Set.of(), null);

    /** The entry of a row that was registered just now. */
    LedgerEntry opened(Terms terms) {
        return knowing(LedgerEntry.NEW, terms, NOTHING);
    }

    /** The row's entry after the facts were weighed; it says so if the gateway's deadline has passed meanwhile. */
    LedgerEntry evaluated(SettlementRow row, Facts facts, Instant now) {
        Terms terms = row.terms();
        LedgerEntry entry = knowing(row.entry(), terms, facts);
        Decision decision = policy.decide(
                terms, facts, prepare(row, now), entry.particulars().overridden());
        return timed(LedgerRules.evaluated(entry, decision, now), deadline -> deadline.flagged(now));
    }

    /** The row's entry with the alarm about its deadline that is due, if one is. */
    LedgerEntry alarmed(SettlementRow row, Instant now) {
        return timed(row.entry(), deadline -> deadline.alarmed(now));
    }

    private LedgerEntry knowing(LedgerEntry entry, Terms terms, Facts facts) {
        Particulars particulars = entry.particulars();
        Deadline deadline =
                particulars.deadline().movedTo(policy.ruleOf(terms, facts).deadlineOf(terms));
        return entry.with(particulars.with(deadline).with(facts.money()));
    }

    private static LedgerEntry timed(LedgerEntry entry, UnaryOperator<Deadline> clock) {
        Particulars particulars = entry.particulars();
        return entry.isOpen() ? entry.with(particulars.with(clock.apply(particulars.deadline()))) : entry;
    }

    /** The call that would be made for the row, or what stands in the way. */
    Preparation prepare(SettlementRow row, Instant now) {
        return accounts.prepare(account(row), row.merchantId, upload(row), moment(now));
    }

    static Moment moment(Instant now) {
        return new Moment(now, UUID.randomUUID().toString());
    }

    /**
     * The call that asks the row's gateway what it has of the row's transaction; empty if it cannot be asked, and an upload
     * of which nothing is known can only be sent again.
     */
    Optional<HttpCall> inquiry(SettlementRow row, Instant now) {
        String transaction = row.transactionId;
        return transaction == null
                ? Optional.empty()
                : accounts.inquiry(account(row)).map(inquiry -> inquiry.ask(List.of(transaction), moment(now)));
    }

    private boolean canBeAskedFor(SettlementRow row) {
        return row.transactionId != null && accounts.inquiry(account(row)).isPresent();
    }

    /**
     * The row's entry after a call.
     *
     * @param chance in [0, 1), shortens the wait for a repeat
     */
    LedgerEntry after(SettlementRow row, Outcome outcome, Instant now, double chance) {
        LedgerEntry after = attempts.after(row.entry(), outcome, row.changedAt, now, chance);
        return after.state() instanceof LedgerState.Acknowledged && canBeAskedFor(row)
                ? reconcile.expected(after, now)
                : after;
    }

    /** What the row's gateway is to be told. */
    Upload upload(SettlementRow row) {
        return row.terms().upload(row.carrier, crosswalk.codeOf(row.carrier, row.gateway), row.trackingNumber);
    }

    /** Whose account at which gateway the row is for. */
    static AccountName account(SettlementRow row) {
        return new AccountName(row.gateway, row.terms().account());
    }
}
