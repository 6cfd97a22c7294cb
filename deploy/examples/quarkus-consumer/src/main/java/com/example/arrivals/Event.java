package com.example.arrivals;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What this consumer needs of an event, which every event has; the fields that it does not name, and those to come, are
 * passed over. The status is text, since further ones will come.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Event(
        UUID eventId,
        UUID shipmentId,
        String trackingNumber,
        String status,
        OffsetDateTime occurredAt,
        boolean withdrawn) {

    public Event {
        requireNonNull(eventId);
        requireNonNull(shipmentId);
        requireNonNull(trackingNumber);
        requireNonNull(status);
        requireNonNull(occurredAt);
    }
}
