package io.waymark.notifier.settlement;

import io.waymark.contract.ShipmentStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A shipment's derived status. */
@Entity
@Table(name = "latest_fact")
class LatestRow {

    @Id
    @Column(name = "shipment_id")
    UUID shipmentId;

    long revision;

    long sequence;

    @Enumerated(EnumType.STRING)
    ShipmentStatus status;

    Standing standing() {
        return new Standing(status, sequence);
    }
}
