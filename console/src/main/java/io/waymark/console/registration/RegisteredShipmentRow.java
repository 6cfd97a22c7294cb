package io.waymark.console.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A shipment that any merchant registered. Whoever changes something about it locks this row first. */
@Entity
@Table(name = "registered_shipment")
class RegisteredShipmentRow {

    @Id
    @Column(name = "shipment_id")
    UUID shipmentId;

    String carrier;

    @Column(name = "tracking_number")
    String trackingNumber;

    /** Of the record last published; 0 before the first. */
    long revision;

    @Column(name = "created_at")
    Instant createdAt;
}
