package io.waymark.console.readmodel;

import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A settlement: what the merchant bound, and what the ledger last said.
 *
 * @param trackingNumber what is uploaded
 * @param ledger as last published; null while nothing was
 */
public record StoredSettlement(
        SettlementBinding binding,
        String merchantId,
        ShipmentId shipmentId,
        String trackingNumber,
        Instant boundAt,
        @Nullable Settlement ledger) {

    /** What the ledger said, or, where it has not spoken yet, what it will begin with. */
    public Settlement orOwed() {
        return ledger != null
                ? ledger
                : new Settlement(
                        binding.settlementId(),
                        merchantId,
                        shipmentId,
                        binding.gateway(),
                        binding.transactionId(),
                        trackingNumber,
                        SettlementState.OWED,
                        "",
                        0,
                        null,
                        false,
                        boundAt,
                        0);
    }

    /** Where it stands in a list by the time at which it was bound. */
    public Position whenBound() {
        return new Position(boundAt, binding.settlementId());
    }

    /** Where it stands in a list by deadline; only for one that has a deadline. */
    public Position whenDue() {
        Instant deadline = orOwed().deadline();
        if (deadline == null) {
            throw new IllegalStateException("a settlement without a deadline is never due");
        }
        return new Position(Position.exactly(deadline), binding.settlementId());
    }
}
