package io.waymark.notifier.settlement;

import io.waymark.contract.SettlementAttempt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt and what it came to. Written once its outcome, or the loss of its sender, is known. The column {@code id} is
 * PostgreSQL's own, so that inserts go in batches.
 */
@Entity
@Table(name = "settlement_attempt")
@IdClass(SettlementAttemptRow.Key.class)
class SettlementAttemptRow {

    /** Which attempt; the outcome, since one that counted as lost may be answered after all. */
    record Key(UUID settlementId, int attempt, SettlementAttempt.Kind kind, String outcome, Instant recordedAt) {}

    private static final String LOST = "LOST";

    @Id
    @Column(name = "settlement_id")
    UUID settlementId;

    @Id
    int attempt;

    @Id
    @Enumerated(EnumType.STRING)
    SettlementAttempt.Kind kind;

    /** Hex SHA-256 of the exact body that was sent. */
    @Column(name = "request_digest")
    String requestDigest;

    /** A {@link io.waymark.gateways.Reaction}, or {@code LOST}. */
    @Id
    String outcome;

    @Column(name = "answer_code")
    String answerCode;

    @Column(name = "answer_text")
    String answerText;

    @Nullable
    @Column(name = "duration_millis")
    Long durationMillis;

    @Id
    @Column(name = "recorded_at")
    Instant recordedAt;

    /** A call whose outcome is known. */
    static SettlementAttemptRow of(Dispatch dispatch, Outcome outcome, Duration duration, Instant now) {
        SettlementAttemptRow row = new SettlementAttemptRow();
        row.settlementId = dispatch.settlementId();
        row.attempt = dispatch.attempt();
        row.kind = dispatch.kind();
        row.requestDigest = dispatch.requestDigest();
        row.outcome = outcome.name();
        row.answerCode = outcome.code();
        row.answerText = outcome.text();
        row.durationMillis = duration.toMillis();
        row.recordedAt = now;
        return row;
    }

    /** The newest upload of a settlement, whose sender is gone. */
    static SettlementAttemptRow lost(SettlementRow settlement, Instant now) {
        SettlementAttemptRow row = new SettlementAttemptRow();
        row.settlementId = settlement.settlementId;
        row.attempt = settlement.attempts;
        row.kind = SettlementAttempt.Kind.UPLOAD;
        row.requestDigest = Objects.requireNonNullElse(settlement.requestDigest, "");
        row.outcome = LOST;
        row.answerCode = "";
        row.answerText = "";
        row.recordedAt = now;
        return row;
    }

    /** As published. */
    SettlementAttempt attempt() {
        return new SettlementAttempt(
                attempt, kind, recordedAt, requestDigest, outcome, answerCode, answerText, durationMillis);
    }
}
