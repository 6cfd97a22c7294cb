package io.waymark.notifier.settlement;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.SettlementState;
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
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
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

    /** When the gateway's own record is compared with ours; null if it is not. */
    @Nullable
    @Column(name = "reconcile_at")
    Instant reconcileAt;

    @Column(name = "in_doubt")
    boolean inDoubt;

    @Nullable
    @Column(name = "request_digest")
    String requestDigest;

    @Nullable
    @Column(name = "unknown_code_since")
    Instant unknownCodeSince;

    @Nullable
    @Embedded
    EvidenceRow evidence;

    @Nullable
    @Column(name = "hold_from")
    Instant holdFrom;

    @Column(name = "left_once")
    boolean leftOnce;

    @Column(name = "written_off")
    boolean writtenOff;

    /** Whether its shipment, or the registration it came with, was erased: then nothing weighs or opens it again. */
    boolean erased;

    /** Names of {@link HoldCause}s with commas between them; empty if none. */
    String overridden = "";

    @Embedded
    DeadlineRow deadline;

    @Nullable
    @Embedded
    MoneyRow money;

    @Nullable
    @Embedded
    GatewayViewRow view;

    @Embedded
    JournalRow journal = JournalRow.EMPTY;

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

    /**
     * Takes what a later registration adds to an earlier one, e.g. the carrier's code, or AsiaBill's tradeNo where only the
     * order number was known. Says whether others must be told, since a number that is published is another.
     */
    boolean isCompletedBy(Terms later) {
        String known = transactionId + "/" + terms().orderNo();
        transactionId = later.transactionId();
        paymentKey = later.paymentKey();
        writeTerms(later);
        return !known.equals(transactionId + "/" + later.orderNo());
    }

    private void writeTerms(Terms current) {
        terms = new String(TERMS.write(current), StandardCharsets.UTF_8);
    }

    LedgerEntry entry() {
        Proof proof = evidence == null ? null : evidence.proof();
        return new LedgerEntry(ledgerState(), attempts, proof, holdFrom, leftOnce, unknownCodeSince, particulars());
    }

    private LedgerState ledgerState() {
        return switch (state) {
            case OWED -> new Owed(reason);
            case ELIGIBLE -> new Eligible(requireNonNull(nextAttemptAt), reason);
            case SENDING -> new Sending(requireNonNull(nextAttemptAt), inDoubt);
            case WAITING -> new Waiting(requireNonNull(nextAttemptAt), reason);
            case HELD -> new Held(requireNonNull(holdCause), reason);
            case UNKNOWN -> new Unknown(nextAttemptAt, reason);
            case ACKNOWLEDGED -> new Acknowledged(reconcileAt);
            case RECONCILED -> new Reconciled(reconcileAt);
            case REJECTED -> new Rejected(reason, inDoubt);
            case STOPPED -> new Stopped(reason, writtenOff);
            case REVERSAL_ALERT -> new ReversalAlert(reason);
        };
    }

    private Particulars particulars() {
        Set<HoldCause> causes = Stream.of(overridden.split(","))
                .filter(name -> !name.isEmpty())
                .map(HoldCause::valueOf)
                .collect(toSet());
        return new Particulars(
                deadline.deadline(), causes, money == null ? null : money.money(), view == null ? null : view.view());
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
        inDoubt = isInDoubt(next);
        reconcileAt = reconcileAt(next);
        writtenOff = next instanceof Stopped stopped && stopped.forGood();
        attempts = entry.attempts();
        holdFrom = entry.holdFrom();
        leftOnce = entry.leftOnce();
        unknownCodeSince = entry.unknownCodeSince();
        evidence = EvidenceRow.of(entry.proof());
        deadline = DeadlineRow.of(entry);
        write(entry.particulars());
        revision++;
    }

    private static @Nullable Instant reconcileAt(LedgerState state) {
        return state instanceof Acknowledged acknowledged
                ? acknowledged.checkAt()
                : state instanceof Reconciled reconciled ? reconciled.checkAt() : null;
    }

    private static boolean isInDoubt(LedgerState state) {
        return state instanceof Unknown
                || (state instanceof Sending sending && sending.inDoubt())
                || (state instanceof Rejected rejected && rejected.inDoubt());
    }

    private void write(Particulars particulars) {
        overridden =
                particulars.overridden().stream().sorted().map(HoldCause::name).collect(joining(","));
        money = MoneyRow.of(particulars.money());
        view = GatewayViewRow.of(particulars.view());
    }
}
