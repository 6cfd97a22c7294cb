package io.waymark.normalizer.status;

import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.SortedMap;

/**
 * A shipment of which nothing is kept but that it was erased, and that for ever: whatever is still said of it leads to nothing.
 *
 * @param shipmentId whose
 * @param erasure the id of the first order to erase it
 * @param at when that was given
 * @param counts how many of what it erased, by name
 */
public record ErasedShipment(ShipmentId shipmentId, String erasure, Instant at, SortedMap<String, Long> counts)
        implements StoredShipment {}
