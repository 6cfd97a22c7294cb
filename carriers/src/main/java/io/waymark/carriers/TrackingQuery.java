package io.waymark.carriers;

import io.waymark.contract.ShipmentId;
import org.jspecify.annotations.Nullable;

/**
 * Whose history is asked for.
 *
 * @param carrier Waymark's carrier code
 * @param trackingNumber as normalised by {@link ShipmentId#normalNumber}
 * @param origin where the parcel starts, free text; null if not said
 * @param destination where it goes, free text; null if not said
 * @param phone of the sender or recipient; SF and ZTO show nothing without it; null if not said
 */
public record TrackingQuery(
        String carrier,
        String trackingNumber,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String phone) {

    /** Without places and phone: personal data stays out of logs. */
    @Override
    public String toString() {
        return "TrackingQuery[carrier=" + carrier + "]";
    }
}
