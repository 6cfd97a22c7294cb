package io.waymark.console.erasure;

import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as it is kept.
 *
 * @param shipments the shipment's own id first, then those that its further numbers would have
 * @param merchants who had registered it; these and those who run the installation may see it
 * @param parts what each service was asked and said, in the order in which they were asked
 */
record StoredErasure(
        UUID erasureId,
        ShipmentId shipmentId,
        List<UUID> shipments,
        ErasureScope scope,
        List<String> merchants,
        String actor,
        ErasureState state,
        String detail,
        Instant orderedAt,
        @Nullable Instant erasedAt,
        List<ErasurePart> parts) {

    UUID[] ids() {
        return shipments.toArray(UUID[]::new);
    }

    /** Whose registration alone is erased; empty where all of the shipment is. */
    String ofMerchant() {
        return scope == ErasureScope.REGISTRATION ? merchants.get(0) : "";
    }

    /** Why a service did not agree; null if none refused. */
    @Nullable
    String refusal() {
        return parts.stream()
                .filter(part -> part.state() == ErasurePart.State.REFUSED)
                .map(ErasurePart::detail)
                .findFirst()
                .orElse(null);
    }

    /** Whether everybody has erased who was asked. */
    boolean isAnswered() {
        return parts.stream().allMatch(part -> part.state() == ErasurePart.State.DONE);
    }
}
