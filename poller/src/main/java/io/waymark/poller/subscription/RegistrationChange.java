package io.waymark.poller.subscription;

import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one record of the shipments topic changes in the ledger.
 *
 * @param shipmentId whose row
 * @param revision of the registration; an older one than the row's changes nothing
 * @param registered what merchants want; empty if the shipment was erased
 * @param wanted the subscription it asks for; empty if it asks for none
 * @param at when it was said
 */
record RegistrationChange(
        ShipmentId shipmentId,
        long revision,
        Optional<RegisteredShipment> registered,
        Optional<WantedSubscription> wanted,
        Instant at) {

    /** A tombstone: the shipment is nobody's any more, and what we know of it goes. */
    static final long ERASED = Long.MAX_VALUE;

    static RegistrationChange erased(ShipmentId shipmentId, Instant at) {
        return new RegistrationChange(shipmentId, ERASED, Optional.empty(), Optional.empty(), at);
    }

    /**
     * The change that a registration makes.
     *
     * @throws IllegalArgumentException if a part that it must have is missing, or it was sent under another key
     */
    static RegistrationChange of(ShipmentId key, RegisteredShipment shipment, Instant at) {
        require(key.equals(shipment.shipmentId()), "key is not the shipment's id");
        require(shipment.carrier() != null && shipment.trackingNumber() != null, "no carrier or number");
        require(shipment.registrations() != null && !shipment.registrations().isEmpty(), "no registration");
        require(
                shipment.registrations().stream()
                        .allMatch(one -> Objects.nonNull(one) && Objects.nonNull(one.tracking())),
                "registration without tracking");
        return new RegistrationChange(
                key, shipment.revision(), Optional.of(shipment), WantedSubscription.of(shipment), at);
    }

    boolean isErasure() {
        return revision == ERASED;
    }

    private static void require(boolean claim, String otherwise) {
        if (!claim) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
