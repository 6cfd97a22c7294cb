package io.waymark.notifier.settlement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt and what it came to. Written once its outcome, or the loss of its sender, is known. */
@Entity
@Table(name = "settlement_attempt")
class SettlementAttemptRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "settlement_id")
    UUID settlementId;

    int attempt;

    /** Hex SHA-256 of the exact body that was sent. */
    @Column(name = "request_digest")
    String requestDigest;

    /** A {@link io.waymark.gateways.Reaction}, or {@code LOST}. */
    String outcome;

    @Column(name = "answer_code")
    String answerCode;

    @Column(name = "answer_text")
    String answerText;

    @Nullable
    @Column(name = "duration_millis")
    Long durationMillis;

    @Column(name = "recorded_at")
    Instant recordedAt;
}
