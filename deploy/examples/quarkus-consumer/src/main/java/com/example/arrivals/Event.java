package com.example.arrivals;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What this consumer needs of an event; the fields that it does not name, and those to come, are passed over. The status
 * is text, since further ones will come.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Event(
        UUID eventId,
        UUID shipmentId,
        String trackingNumber,
        String status,
        OffsetDateTime occurredAt,
        boolean withdrawn) {}
