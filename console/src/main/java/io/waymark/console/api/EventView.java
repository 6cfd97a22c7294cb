package io.waymark.console.api;

import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A canonical event as the API shows it; see {@link TrackingEvent} for the fields. How it was derived is left to
 * "explain".
 */
public record EventView(
        UUID eventId,
        TrackingEvent.Type type,
        @Nullable UUID corrects,
        long sequence,
        ShipmentStatus status,
        SubStatus subStatus,
        OffsetDateTime occurredAt,
        Instant recordedAt,
        String description,
        Location location,
        String provider,
        String rawCode,
        Leg leg,
        Evidence evidence,
        boolean withdrawn) {

    /** The event as it is shown. */
    public static EventView of(TrackingEvent event) {
        return new EventView(
                event.eventId(),
                event.type(),
                event.corrects(),
                event.sequence(),
                event.status(),
                event.subStatus(),
                event.occurredAt(),
                event.recordedAt(),
                event.description(),
                event.location(),
                event.provider(),
                event.rawCode(),
                event.leg(),
                event.evidence(),
                event.withdrawn());
    }
}
