package io.waymark.notifier.settlement;

import io.waymark.contract.SettlementState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change of one settlement. Written once. */
@Entity
@Table(name = "settlement_change")
class SettlementChangeRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "settlement_id")
    UUID settlementId;

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
}
