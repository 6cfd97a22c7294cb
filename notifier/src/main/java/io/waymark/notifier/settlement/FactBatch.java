package io.waymark.notifier.settlement;

import io.waymark.contract.Payment;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.TrackingEvent;
import io.waymark.notifier.erasure.Erased;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facts that arrived together, in the order of their topics. May hold repeats and old news.
 *
 * @param registrations what merchants registered
 * @param events scans and corrections of scans
 * @param shipments derived statuses
 * @param payments what gateways reported
 * @param orders what people want of settlements
 * @param traces by the ids of the events, the spans that they were taken in; of those without one none
 */
public record FactBatch(
        List<RegisteredShipment> registrations,
        List<TrackingEvent> events,
        List<Shipment> shipments,
        List<Payment> payments,
        List<Order> orders,
        Map<UUID, String> traces) {

    /** Every shipment that one of the facts is about. */
    Set<UUID> shipmentIds() {
        return Stream.of(
                        registrations.stream().map(RegisteredShipment::shipmentId),
                        events.stream().map(TrackingEvent::shipmentId),
                        shipments.stream().map(Shipment::shipmentId))
                .flatMap(ids -> ids)
                .map(id -> id.value())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is left of it without what is erased. */
    FactBatch without(Erased gone) {
        return gone.isNothing()
                ? this
                : new FactBatch(
                        gone.leftOf(registrations),
                        events.stream()
                                .filter(one -> !gone.has(one.shipmentId().value()))
                                .toList(),
                        shipments.stream()
                                .filter(one -> !gone.has(one.shipmentId().value()))
                                .toList(),
                        payments,
                        orders,
                        traces);
    }

    /** Whether anything but orders is in it. */
    boolean hasFacts() {
        return !(registrations.isEmpty() && events.isEmpty() && shipments.isEmpty() && payments.isEmpty());
    }

    /** Every transaction that one of the facts is about, see {@link PaymentKeys}. */
    Set<String> paymentKeys() {
        return payments.stream().flatMap(PaymentKeys::of).collect(Collectors.toUnmodifiableSet());
    }
}
