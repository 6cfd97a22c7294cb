package io.waymark.contract;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One scan of one parcel in our words, as the normalizer publishes it to {@link Topics#EVENTS}. Each is published
 * once; where what is known about a scan changes later, a {@link Type#CORRECTION} follows.
 *
 * @param eventId UUIDv5 of shipment, scan and correction number: the same fact always has the same id
 * @param type whether this is the scan itself or a later change of what it means
 * @param corrects the id of the scan's first event; null on an {@link Type#EVENT}
 * @param shipmentId whose scan; the Kafka key
 * @param carrier Waymark's carrier code
 * @param trackingNumber as normalised by {@link ShipmentId#normalNumber}
 * @param sequence counts the shipment's events from 1 without gaps, in order of publication (not of time)
 * @param status what the scan means
 * @param subStatus what it means in detail; always of {@code status}
 * @param occurredAt when the carrier says it happened, with the offset it was read in
 * @param recordedAt when Waymark first received the raw record that told it
 * @param description the carrier's text with phone numbers and names masked; may be empty
 * @param location where it happened; {@link Location#UNKNOWN} if nothing was said
 * @param provider who told us: {@code kuaidi100}, {@code sto}, {@code thirtypost}
 * @param rawCode the provider's own code or name, verbatim, for support staff; empty if it gave none
 * @param leg which part of the journey
 * @param evidence how we came to know it
 * @param rule the rule that gave the status, e.g. {@code kuaidi100:301}; shown by "explain"
 * @param mappingVersion which version of the provider's table the rule stands in; null in events that were published
 *     before tables had versions
 * @param source the raw record that told it first, as {@link RawSource} writes it
 * @param withdrawn true if the provider took the scan back; it then no longer counts
 * @param late true if a later scan of the shipment was told before: the event completes the history, and the status
 *     seldom follows it. Never on a {@link Type#CORRECTION}; false in events that were published before this was told
 */
public record TrackingEvent(
        UUID eventId,
        Type type,
        @Nullable UUID corrects,
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
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
        String rule,
        @Nullable String mappingVersion,
        String source,
        boolean withdrawn,
        boolean late) {

    /** What kind of statement an event is. */
    public enum Type {
        /** A scan, told for the first time. */
        EVENT,
        /** A scan that was told before means something else than was published then. */
        CORRECTION
    }

    /** The id of the scan this event is about, which a scan and all its corrections share. */
    public UUID scanId() {
        return corrects == null ? eventId : corrects;
    }
}
