package io.waymark.console.api;

import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.RawSource;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an event came about; see {@link TrackingEvent} for the fields that are its own.
 *
 * @param decides whether the shipment has its present status by this event
 * @param source the raw record that told the scan first; null if it is not known
 */
public record ExplainedEvent(
        UUID eventId,
        TrackingEvent.Type type,
        @Nullable UUID corrects,
        long sequence,
        ShipmentStatus status,
        SubStatus subStatus,
        boolean decides,
        OffsetDateTime occurredAt,
        Instant recordedAt,
        String rawCode,
        String rule,
        @Nullable String mappingVersion,
        String provider,
        Leg leg,
        Evidence evidence,
        boolean withdrawn,
        @Nullable Source source) {

    /**
     * Where the raw record is.
     *
     * @param ceId the record's own id, the same wherever it lies; null for what was recorded before ids were kept
     */
    public record Source(String topic, int partition, long offset, @Nullable String ceId) {

        static Source of(RawSource raw) {
            return new Source(raw.topic(), raw.partition(), raw.offset(), raw.id());
        }
    }

    static ExplainedEvent of(TrackingEvent event, boolean decides) {
        return new ExplainedEvent(
                event.eventId(),
                event.type(),
                event.corrects(),
                event.sequence(),
                event.status(),
                event.subStatus(),
                decides,
                event.occurredAt(),
                event.recordedAt(),
                event.rawCode(),
                event.rule(),
                event.mappingVersion(),
                event.provider(),
                event.leg(),
                event.evidence(),
                event.withdrawn(),
                RawSource.parse(event.source()).map(Source::of).orElse(null));
    }
}
