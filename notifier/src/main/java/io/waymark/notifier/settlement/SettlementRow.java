package io.waymark.notifier.settlement;

import static java.util.Objects.requireNonNull;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Held;
import io.waymark.notifier.settlement.LedgerState.Owed;
import io.waymark.notifier.settlement.LedgerState.Reconciled;
import io.waymark.notifier.settlement.LedgerState.Rejected;
import io.waymark.notifier.settlement.LedgerState.ReversalAlert;
import io.waymark.notifier.settlement.LedgerState.Sending;
import io.waymark.notifier.settlement.LedgerState.Stopped;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the ledger: a {@link LedgerEntry}, whose it is, and what it is about. */
@Entity
@Table(name = "settlement")
class SettlementRow {

    private static final JsonSerde<Terms> TERMS = JsonSerde.of(Terms.class);

    @Id
    @Column(name = "settlement_id")
    UUID settlementId;

    @Column(name = "merchant_id")
    String merchantId;

    @Column(name = "shipment_id")
    UUID shipmentId;

    String gateway;

    @Nullable
    @Column(name = "transaction_id")
    String transactionId;

    @Nullable
    @Column(name = "payment_key")
    String paymentKey;

    String carrier;

    @Column(name = "tracking_number")
    String trackingNumber;

    String terms;

    @Nullable
    @Column(name = "transacted_at")
    Instant transactedAt;

    @Enumerated(EnumType.STRING)
    SettlementState state;

    String reason;

    @Nullable
    @Enumerated(EnumType.STRING)
    @Column(name = "hold_cause")
    HoldCause holdCause;

    int attempts;

    @Nullable
    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    @Column(name = "in_doubt")
    boolean inDoubt;

    @Nullable
    @Column(name = "request_digest")
    String requestDigest;

    @Nullable
    @Column(name = "unknown_code_since")
    Instant unknownCodeSince;

    @Nullable
    @Column(name = "evidence_event_id")
    UUID evidenceEventId;

    @Nullable
    @Column(name = "evidence_recorded_at")
    Instant evidenceRecordedAt;

    @Nullable
    @Column(name = "evidence_rule")
    String evidenceRule;

    @Nullable
    @Column(name = "evidence_source")
    String evidenceSource;

    @Nullable
    @Column(name = "hold_from")
    Instant holdFrom;

    @Column(name = "left_once")
    boolean leftOnce;

    boolean overdue;

    @Column(name = "changed_at")
    Instant changedAt;

    long revision;

    /** A row for what was registered; {@link #write} makes it whole. */
    static SettlementRow of(Terms terms, RegistrationRow registration) {
        SettlementRow row = new SettlementRow();
        row.settlementId = terms.settlementId();
        row.merchantId = terms.merchantId();
        row.shipmentId = registration.shipmentId;
        row.gateway = terms.gateway();
        row.transactionId = terms.transactionId();
        row.paymentKey = terms.paymentKey();
        row.carrier = registration.carrier;
        row.trackingNumber = registration.trackingNumber;
        row.writeTerms(terms);
        return row;
    }

    Terms terms() {
        return TERMS.read(terms.getBytes(StandardCharsets.UTF_8));
    }

    /** Later registrations may add what an earlier one left out, e.g. the carrier's code. */
    void writeTerms(Terms current) {
        terms = new String(TERMS.write(current), StandardCharsets.UTF_8);
        OffsetDateTime said = current.transactedAt();
        transactedAt = said == null || isBeyondCalendars(said) ? null : said.toInstant();
    }

    /** PostgreSQL refuses some of the times that Java can express. */
    private static boolean isBeyondCalendars(OffsetDateTime time) {
        return time.getYear() < 1 || time.getYear() > 9999;
    }

    LedgerEntry entry() {
        return new LedgerEntry(ledgerState(), attempts, proof(), holdFrom, leftOnce, unknownCodeSince, overdue);
    }

    private LedgerState ledgerState() {
        return switch (state) {
            case OWED -> new Owed(reason);
            case ELIGIBLE -> new Eligible(requireNonNull(nextAttemptAt), reason);
            case SENDING -> new Sending(requireNonNull(nextAttemptAt), inDoubt);
            case WAITING -> new Waiting(requireNonNull(nextAttemptAt), reason);
            case HELD -> new Held(requireNonNull(holdCause), reason);
            case UNKNOWN -> new Unknown(nextAttemptAt, reason);
            case ACKNOWLEDGED -> new Acknowledged();
            case RECONCILED -> new Reconciled();
            case REJECTED -> new Rejected(reason);
            case STOPPED -> new Stopped(reason);
            case REVERSAL_ALERT -> new ReversalAlert(reason);
        };
    }

    private @Nullable Proof proof() {
        return evidenceEventId == null
                ? null
                : new Proof(
                        evidenceEventId,
                        requireNonNull(evidenceRecordedAt),
                        requireNonNull(evidenceRule),
                        requireNonNull(evidenceSource));
    }

    void write(LedgerEntry entry, Instant now) {
        LedgerState next = entry.state();
        if (state != next.name()) {
            changedAt = now;
        }
        state = next.name();
        reason = next.reason();
        nextAttemptAt = next.dueAt();
        holdCause = next instanceof Held held ? held.cause() : null;
        inDoubt = next instanceof Unknown || (next instanceof Sending sending && sending.inDoubt());
        attempts = entry.attempts();
        holdFrom = entry.holdFrom();
        leftOnce = entry.leftOnce();
        unknownCodeSince = entry.unknownCodeSince();
        overdue = entry.overdue();
        writeProof(entry.proof());
        revision++;
    }

    private void writeProof(@Nullable Proof proof) {
        evidenceEventId = proof == null ? null : proof.eventId();
        evidenceRecordedAt = proof == null ? null : proof.recordedAt();
        evidenceRule = proof == null ? null : proof.rule();
        evidenceSource = proof == null ? null : proof.source();
    }

    /** As published. */
    Settlement settlement() {
        return new Settlement(
                settlementId,
                merchantId,
                new ShipmentId(shipmentId),
                gateway,
                transactionId,
                trackingNumber,
                state,
                reason,
                attempts,
                evidenceEventId,
                overdue,
                changedAt,
                revision);
    }
}
