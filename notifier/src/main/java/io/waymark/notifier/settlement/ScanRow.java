package io.waymark.notifier.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A scan as the newest event about it has it. */
@Entity
@Table(name = "scan_fact")
class ScanRow {

    @Id
    @Column(name = "scan_id")
    UUID scanId;

    @Column(name = "shipment_id")
    UUID shipmentId;

    @Column(name = "event_id")
    UUID eventId;

    long sequence;

    @Enumerated(EnumType.STRING)
    ShipmentStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "sub_status")
    SubStatus subStatus;

    @Enumerated(EnumType.STRING)
    Evidence evidence;

    @Column(name = "recorded_at")
    Instant recordedAt;

    boolean withdrawn;

    String rule;

    String source;

    /** The span in which the event was taken; null if it was not traced. */
    @Nullable
    String traceparent;

    Scan scan() {
        return new Scan(eventId, sequence, status, subStatus, evidence, recordedAt, withdrawn, rule, source);
    }
}
