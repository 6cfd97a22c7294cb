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

    /** The revision of the first record. */
    static final long FIRST = 1;

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

    /** One that was not there before, and of which nothing is published. */
    static RegisteredShipmentRow begun(RegistrationRequest request, Instant now) {
        RegisteredShipmentRow row = new RegisteredShipmentRow();
        row.shipmentId = request.shipmentId().value();
        row.carrier = request.carrier();
        row.trackingNumber = request.trackingNumber();
        row.createdAt = now;
        return row;
    }
}
