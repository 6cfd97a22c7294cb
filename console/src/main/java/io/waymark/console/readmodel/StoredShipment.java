package io.waymark.console.readmodel;

import io.waymark.contract.Shipment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as one merchant may see it.
 *
 * @param shipment as last published, or as registered while nothing was published; its orderId may be another's
 * @param orderId this merchant's own order; null if it named none
 * @param listedAt where it stands in lists
 */
public record StoredShipment(Shipment shipment, @Nullable String orderId, Instant listedAt) {}
