package io.waymark.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything merchants asked about one shipment: the value of {@link Topics#SHIPMENTS}. Two merchants may register one
 * number, so there is a list.
 *
 * @param shipmentId the Kafka key
 * @param carrier Waymark's carrier code
 * @param trackingNumber as normalised by {@link ShipmentId#normalNumber}
 * @param registrations one per merchant, in order of first registration; never empty
 * @param revision counts the changes of this record from 1; a reader applies a record only if it is newer
 */
public record RegisteredShipment(
        ShipmentId shipmentId, String carrier, String trackingNumber, List<Registration> registrations, long revision) {

    /** Whether any merchant wants Waymark to make calls for it. */
    public boolean isFollowed() {
        return registrations.stream().anyMatch(registration -> registration.tracking() != Tracking.NONE);
    }

    /** The order id, where exactly one distinct one was registered. */
    public Optional<String> soleOrderId() {
        List<String> orders = registrations.stream()
                .flatMap(registration -> Stream.ofNullable(registration.orderId()))
                .distinct()
                .toList();
        return orders.size() == 1 ? Optional.of(orders.get(0)) : Optional.empty();
    }
}
