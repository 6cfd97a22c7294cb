package io.waymark.normalizer.status;

import io.waymark.contract.ShipmentId;

/** What the store has of a shipment: all that is known, or that it was erased. */
public sealed interface StoredShipment permits ShipmentHistory, ErasedShipment {

    /** Whose. */
    ShipmentId shipmentId();
}
