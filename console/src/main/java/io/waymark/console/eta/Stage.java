package io.waymark.console.eta;

import io.waymark.contract.ShipmentStatus;
import java.util.Optional;

/** Where a parcel is when its arrival is told. */
enum Stage {
    /** The carrier has it; counted from the first such scan. */
    IN_TRANSIT,
    /** A courier has it; counted from the first such scan. */
    OUT_FOR_DELIVERY;

    /** Empty where nothing is told: before the carrier has it, once it waits for the customer, and where something is wrong. */
    static Optional<Stage> of(ShipmentStatus status) {
        return switch (status) {
            case IN_TRANSIT -> Optional.of(IN_TRANSIT);
            case OUT_FOR_DELIVERY -> Optional.of(OUT_FOR_DELIVERY);
            case PENDING,
                    NOT_FOUND,
                    INFO_RECEIVED,
                    AVAILABLE_FOR_PICKUP,
                    DELIVERY_FAILED,
                    EXCEPTION,
                    RETURNING,
                    DELIVERED,
                    RETURNED,
                    CANCELLED -> Optional.empty();
        };
    }
}
