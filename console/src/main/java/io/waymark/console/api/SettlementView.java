package io.waymark.console.api;

import io.waymark.console.readmodel.StoredSettlement;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A settlement as the API shows it: what the merchant bound, and where it stands. Until the ledger has spoken it is
 * OWED with revision 0.
 *
 * @param account which of the merchant's credential sets; empty for the only one
 * @param transactionId the gateway's transaction (AsiaBill: tradeNo); null where only orderNo is known
 * @param reason why it stands there, in words; empty if the state says all
 * @param evidenceEventId the event that made it eligible; null before
 * @param boundAt when the merchant bound it
 * @param changedAt when the state last changed
 */
public record SettlementView(
        UUID settlementId,
        ShipmentId shipmentId,
        String gateway,
        String account,
        @Nullable String transactionId,
        @Nullable String orderNo,
        String trackingNumber,
        @Nullable String paymentMethod,
        @Nullable String carrierCode,
        @Nullable String trackingUrl,
        SettlementState state,
        String reason,
        int attempts,
        @Nullable UUID evidenceEventId,
        boolean overdue,
        Instant boundAt,
        Instant changedAt,
        long revision) {

    /** What the API shows of a stored settlement. */
    public static SettlementView of(StoredSettlement stored) {
        SettlementBinding binding = stored.binding();
        Settlement ledger = stored.orOwed();
        return new SettlementView(
                binding.settlementId(),
                stored.shipmentId(),
                binding.gateway(),
                binding.account(),
                binding.transactionId(),
                binding.orderNo(),
                stored.trackingNumber(),
                binding.paymentMethod(),
                binding.carrierCode(),
                binding.trackingUrl(),
                ledger.state(),
                ledger.reason(),
                ledger.attempts(),
                ledger.evidenceEventId(),
                ledger.overdue(),
                stored.boundAt(),
                ledger.changedAt(),
                ledger.revision());
    }
}
