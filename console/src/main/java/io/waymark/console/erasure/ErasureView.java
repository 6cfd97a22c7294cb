package io.waymark.console.erasure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as the API shows it: once it is DONE the receipt.
 *
 * @param orderedBy the merchant and which of its keys or people
 * @param erasedAt when the last service had erased; null before
 * @param goneBy when the last byte has gone from all that is kept for a time; null before
 * @param detail why it was refused; empty otherwise
 * @param services what each service did
 * @param stores what becomes of it where; empty before it is DONE
 */
public record ErasureView(
        UUID erasureId,
        ShipmentId shipmentId,
        ErasureScope scope,
        ErasureState state,
        Instant orderedAt,
        String orderedBy,
        @Nullable Instant erasedAt,
        @Nullable Instant goneBy,
        String detail,
        List<ErasurePart> services,
        List<ErasureStore> stores) {

    static ErasureView of(StoredErasure stored) {
        Instant erasedAt = stored.erasedAt();
        List<ErasureStore> stores = erasedAt == null ? List.of() : ErasureStore.of(stored.scope(), erasedAt);
        return new ErasureView(
                stored.erasureId(),
                stored.shipmentId(),
                stored.scope(),
                stored.state(),
                stored.orderedAt(),
                stored.actor(),
                erasedAt,
                erasedAt == null ? null : ErasureStore.last(stores),
                stored.detail(),
                stored.parts(),
                stores);
    }

    /** Whether it is under way. */
    @JsonIgnore
    public boolean isOpen() {
        return state.isOpen();
    }
}
