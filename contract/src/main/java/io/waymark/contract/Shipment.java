package io.waymark.contract;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as it stands, published to {@link Topics#LATEST} whenever anything about it changes. A tombstone there
 * means that the shipment was erased.
 *
 * @param shipmentId the Kafka key
 * @param carrier Waymark's carrier code under which it was first known
 * @param trackingNumber as normalised by {@link ShipmentId#normalNumber}
 * @param orderId the merchant's order, where exactly one registration names one; else null
 * @param registered whether any merchant registered it; false for a number that only a carrier told us of
 * @param status where the parcel is
 * @param subStatus in detail
 * @param monitoring whether the source still watches
 * @param monitoringSubscription which of the shipment's subscriptions at its source that was said of, from 1: a source that
 *     gives up each of two says the same twice; null where nothing was said or no subscription named, and in records that
 *     were published before this was told
 * @param aliases further numbers of the same parcel as {@code carrier:number}, sorted
 * @param deliveredAt the earliest delivering scan that still stands; null if there is none
 * @param lastEventAt when the newest scan happened; null before the first
 * @param decidedBy the id of the scan by which the shipment has its status, i.e. the {@link TrackingEvent#scanId()} of its
 *     events; null if no scan decides it, and in records that were published before this was told
 * @param flags what a person should know; each once, in an order that means nothing
 * @param sequence how many events were published
 * @param revision how many times this record was published; a reader applies a record only if it is newer
 */
public record Shipment(
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
        @Nullable String orderId,
        boolean registered,
        ShipmentStatus status,
        SubStatus subStatus,
        Monitoring monitoring,
        @Nullable Integer monitoringSubscription,
        List<String> aliases,
        @Nullable OffsetDateTime deliveredAt,
        @Nullable OffsetDateTime lastEventAt,
        @Nullable UUID decidedBy,
        Set<Flag> flags,
        long sequence,
        long revision) {}
