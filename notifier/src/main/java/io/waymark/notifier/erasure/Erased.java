package io.waymark.notifier.erasure;

import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is erased of some shipments.
 *
 * @param shipments those of which all is
 * @param registrations of others, the merchants whose registrations are
 */
public record Erased(Set<UUID> shipments, Map<UUID, Set<String>> registrations) {

    /** Where nothing is. */
    static final Erased NOTHING = new Erased(Set.of(), Map.of());

    public boolean isNothing() {
        return shipments.isEmpty() && registrations.isEmpty();
    }

    /** Whether all of a shipment is. */
    public boolean has(UUID shipment) {
        return shipments.contains(shipment);
    }

    /**
     * Whether what one merchant is to be told of a shipment is.
     *
     * @param merchantId null for what is for every merchant
     */
    public boolean has(UUID shipment, @Nullable String merchantId) {
        return has(shipment)
                || merchantId != null
                        && registrations.getOrDefault(shipment, Set.of()).contains(merchantId);
    }

    /** What is left of registrations. */
    public List<RegisteredShipment> leftOf(List<RegisteredShipment> registered) {
        return registered.stream()
                .filter(one -> !has(one.shipmentId().value()))
                .map(this::leftOf)
                .toList();
    }

    private RegisteredShipment leftOf(RegisteredShipment registered) {
        ShipmentId shipment = registered.shipmentId();
        return registrations.containsKey(shipment.value())
                ? new RegisteredShipment(
                        shipment,
                        registered.carrier(),
                        registered.trackingNumber(),
                        registered.registrations().stream()
                                .filter(one -> !has(shipment.value(), one.merchantId()))
                                .toList(),
                        registered.revision())
                : registered;
    }
}
