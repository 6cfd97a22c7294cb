package io.waymark.console.readmodel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A month in which something was told of a shipment.
 *
 * @param month its first moment, in UTC
 */
record ShipmentMonth(UUID shipmentId, OffsetDateTime month) {

    ShipmentMonth(UUID shipmentId, Instant at) {
        this(shipmentId, of(at));
    }

    /** The first moment of the month in which the time lies, in UTC. */
    static OffsetDateTime of(Instant at) {
        return at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    }
}
