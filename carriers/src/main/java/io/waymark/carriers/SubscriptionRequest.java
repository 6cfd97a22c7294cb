package io.waymark.carriers;

import io.waymark.contract.International;
import io.waymark.contract.ShipmentId;
import org.jspecify.annotations.Nullable;

/**
 * What a provider needs to know of a shipment to push its scans.
 *
 * @param shipmentId whose scans
 * @param carrier Waymark's carrier code
 * @param trackingNumber as normalised by {@link ShipmentId#normalNumber}
 * @param origin where the parcel starts, free text; null if not said
 * @param destination where it goes, free text; null if not said
 * @param phone of the sender or recipient; SF and ZTO show nothing without it; null if not said
 * @param international both ends of an international shipment; null for a domestic one
 * @param number counts the subscriptions of this shipment at this provider, from 1; callbacks bring it back
 */
public record SubscriptionRequest(
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String phone,
        @Nullable International international,
        int number) {

    /** Without places and phone: personal data stays out of logs. */
    @Override
    public String toString() {
        return "SubscriptionRequest[shipmentId=" + shipmentId + ", carrier=" + carrier + ", number=" + number + "]";
    }
}
