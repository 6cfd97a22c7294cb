package io.waymark.poller.booking;

import io.waymark.carriers.Label;
import io.waymark.contract.ShipmentId;
import io.waymark.sealing.Sealing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands.
 *
 * @param carrier Waymark's code
 * @param orderId the merchant's
 * @param state where it stands
 * @param isNew whether the carrier took it just now
 * @param trackingNumber the parcel's number; null until the carrier gave one
 * @param label to print; empty if the carrier sent none, or if the order was withdrawn
 * @param details what else the carrier said, under its own names
 * @param createdAt when it was first ordered
 * @param bookedAt when the carrier took it; null until it did
 */
record Booking(
        String carrier,
        String orderId,
        WaybillState state,
        boolean isNew,
        @Nullable String trackingNumber,
        Optional<Label> label,
        Map<String, String> details,
        Instant createdAt,
        @Nullable Instant bookedAt) {

    /** Throws {@link io.waymark.sealing.SealException} if its label or details cannot be opened. */
    static Booking of(WaybillRow row, boolean isNew, Sealing sealing) {
        return new Booking(
                row.carrier,
                row.orderId,
                row.state,
                isNew,
                row.trackingNumber,
                row.label(sealing),
                row.details(sealing),
                row.createdAt,
                row.bookedAt);
    }

    /** The shipment that it became; null until it has a number. */
    @Nullable
    ShipmentId shipmentId() {
        return trackingNumber == null ? null : ShipmentId.of(carrier, trackingNumber);
    }
}
