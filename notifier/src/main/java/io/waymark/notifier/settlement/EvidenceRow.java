package io.waymark.notifier.settlement;

import io.waymark.contract.SettlementEvidence;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The proof of a row. */
@Embeddable
record EvidenceRow(
        @Column(name = "evidence_event_id") UUID eventId,
        @Column(name = "evidence_recorded_at") Instant recordedAt,
        @Column(name = "evidence_rule") String rule,
        @Column(name = "evidence_source") String source) {

    static @Nullable EvidenceRow of(@Nullable Proof proof) {
        return proof == null
                ? null
                : new EvidenceRow(proof.eventId(), proof.recordedAt(), proof.rule(), proof.source());
    }

    Proof proof() {
        return new Proof(eventId, recordedAt, rule, source);
    }

    /** As published. */
    SettlementEvidence evidence() {
        return new SettlementEvidence(eventId, recordedAt, rule, source);
    }
}
