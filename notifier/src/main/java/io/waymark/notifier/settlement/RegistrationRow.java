package io.waymark.notifier.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.waymark.contract.JsonSerde;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** What was registered of a shipment, as far as settlements need it. Locked while its settlements are evaluated. */
@Entity
@Table(name = "registration_fact")
class RegistrationRow {

    private static final TypeReference<List<Terms>> TERMS = new TypeReference<>() {};

    @Id
    @Column(name = "shipment_id")
    UUID shipmentId;

    long revision;

    String carrier;

    @Column(name = "tracking_number")
    String trackingNumber;

    String terms;

    int settlements;

    List<Terms> terms() {
        try {
            return JsonSerde.mapper().readValue(terms, TERMS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("registration_fact holds terms it did not write", e);
        }
    }
}
