package io.waymark.notifier.settlement;

import static java.util.Objects.requireNonNull;

import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change of one settlement. Written once. The column {@code id} is PostgreSQL's own, so that inserts go in batches. */
@Entity
@Table(name = "settlement_change")
@IdClass(SettlementChangeRow.Key.class)
class SettlementChangeRow {

    /** Which change. */
    record Key(UUID settlementId, long revision) {}

    @Id
    @Column(name = "settlement_id")
    UUID settlementId;

    @Id
    long revision;

    @Column(name = "changed_at")
    Instant changedAt;

    @Nullable
    @Enumerated(EnumType.STRING)
    @Column(name = "from_state")
    SettlementState from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_state")
    SettlementState to;

    @Enumerated(EnumType.STRING)
    ChangeCause cause;

    String reason;

    int attempts;

    @Nullable
    @Column(name = "evidence_event_id")
    UUID evidenceEventId;

    @Nullable
    @Column(name = "evidence_rule")
    String evidenceRule;

    @Nullable
    @Column(name = "evidence_source")
    String evidenceSource;

    @Nullable
    @Column(name = "command_id")
    String commandId;

    @Nullable
    String actor;

    @Nullable
    String words;

    @Nullable
    String refusal;

    /** The change that brought the row to where it is now. */
    static SettlementChangeRow of(SettlementRow row, @Nullable SettlementState from, ChangeCause cause, Instant now) {
        SettlementChangeRow change = new SettlementChangeRow();
        change.settlementId = row.settlementId;
        change.revision = row.revision;
        change.changedAt = now;
        change.from = from;
        change.to = row.state;
        change.cause = cause;
        change.reason = row.reason;
        change.attempts = row.attempts;
        EvidenceRow evidence = row.evidence;
        if (evidence != null) {
            change.evidenceEventId = evidence.eventId();
            change.evidenceRule = evidence.rule();
            change.evidenceSource = evidence.source();
        }
        return change;
    }

    /** This change, with words about the deadline if that is what was said. */
    SettlementChangeRow saying(LedgerEntry before, LedgerEntry after) {
        Deadline told = after.particulars().deadline();
        if (cause == ChangeCause.DEADLINE && !told.equals(before.particulars().deadline())) {
            reason = told.words();
        }
        return this;
    }

    /** This change, with the order behind it. */
    SettlementChangeRow by(Order order, @Nullable String notCarriedOut) {
        commandId = order.commandId();
        actor = order.actor();
        words = order.words();
        refusal = notCarriedOut;
        return this;
    }

    /** As published. */
    SettlementChange change() {
        SettlementChange.Order order = commandId == null
                ? null
                : new SettlementChange.Order(commandId, requireNonNull(actor), requireNonNull(words), refusal);
        return new SettlementChange(revision, changedAt, from, to, cause.name(), reason, order);
    }
}
