package io.waymark.poller.booking;

import io.waymark.carriers.Label;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as merchants see it.
 *
 * @param carrier Waymark's code
 * @param orderId the merchant's
 * @param state {@code OPEN} while nobody knows whether the carrier took it; {@code BOOKED}; {@code REFUSED}; {@code HELD}
 *     where a person asks the carrier; {@code CANCELLED}
 * @param trackingNumber the parcel's number; null until the carrier gave one
 * @param shipmentId the shipment it is registered as; null until it has a number
 * @param label the label's HTML, or its URL; null if the carrier sent none
 * @param labelForm what {@code label} is: {@code HTML} or {@code URL}; null if there is none
 * @param details what else the carrier said that labels carry, under its own names
 * @param createdAt when it was first ordered
 * @param bookedAt when the carrier took it; null until it did
 */
record WaybillView(
        String carrier,
        String orderId,
        WaybillState state,
        @Nullable String trackingNumber,
        @Nullable String shipmentId,
        @Nullable String label,
        Label.@Nullable Form labelForm,
        Map<String, String> details,
        Instant createdAt,
        @Nullable Instant bookedAt) {

    static WaybillView of(Booking booking) {
        ShipmentId shipment = booking.shipmentId();
        return new WaybillView(
                booking.carrier(),
                booking.orderId(),
                booking.state(),
                booking.trackingNumber(),
                shipment == null ? null : shipment.toString(),
                booking.label().map(Label::content).orElse(null),
                booking.label().map(Label::form).orElse(null),
                booking.details(),
                booking.createdAt(),
                booking.bookedAt());
    }
}
