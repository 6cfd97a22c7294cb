package io.waymark.console.erasure;

import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one service did.
 *
 * @param service as its consumer group is named
 * @param shipmentId of what: the shipment's own id, or the one that a further number of it would have
 * @param detail in the service's words; empty while it waits
 * @param counts how many of what were erased, by name
 * @param answeredAt when it said so; null while it waits
 */
public record ErasurePart(
        String service,
        ShipmentId shipmentId,
        State state,
        String detail,
        Map<String, Long> counts,
        @Nullable Instant answeredAt) {

    /** What is known of it. */
    public enum State {
        /** It was asked. */
        WAITING,
        /** It has erased. */
        DONE,
        /** It has not, and says why. */
        REFUSED
    }
}
