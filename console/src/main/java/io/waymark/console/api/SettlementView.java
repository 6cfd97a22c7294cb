package io.waymark.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waymark.console.readmodel.StoredSettlement;
import io.waymark.contract.GatewayView;
import io.waymark.contract.RawSource;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementEvidence;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A settlement as the API shows it: what the merchant bound, and where it stands; see {@link Settlement} for what the
 * ledger says. Until the ledger has spoken it is OWED with revision 0.
 *
 * @param account which of the merchant's credential sets; empty for the only one
 * @param transactionId the gateway's transaction (AsiaBill: tradeNo); null where only orderNo is known
 * @param carrier Waymark's code of the parcel's carrier; empty until the ledger has said it
 * @param reason why it stands there, in words; empty if the state says all
 * @param attempts how many uploads were tried
 * @param evidenceEventId the event that made it eligible; null before
 * @param evidence how that event can be traced to what the carrier sent; null before
 * @param boundAt when the merchant bound it
 * @param changedAt when the state last changed
 * @param changes the newest 100, oldest first; left out in lists
 * @param attemptLog the newest 100 calls to the gateway, oldest first
 * @param links where more is told; left out in lists
 */
public record SettlementView(
        UUID settlementId,
        String merchantId,
        ShipmentId shipmentId,
        String gateway,
        String account,
        @Nullable String transactionId,
        @Nullable String orderNo,
        String carrier,
        String trackingNumber,
        @Nullable String paymentMethod,
        @Nullable String carrierCode,
        @Nullable String trackingUrl,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        SettlementState state,
        @Nullable String holdCause,
        String reason,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable UUID evidenceEventId,
        @Nullable Evidence evidence,
        @Nullable Instant deadline,
        boolean overdue,
        @Nullable GatewayView gatewayView,
        Instant boundAt,
        Instant changedAt,
        long revision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SettlementChange> changes,
        List<SettlementAttempt> attemptLog,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Links links) {

    /**
     * The scan on which an upload rests.
     *
     * @param source the raw record behind it; null if it is not known
     */
    public record Evidence(UUID eventId, Instant recordedAt, String rule, ExplainedEvent.@Nullable Source source) {

        private static Evidence of(SettlementEvidence evidence) {
            return new Evidence(
                    evidence.eventId(),
                    evidence.recordedAt(),
                    evidence.rule(),
                    RawSource.parse(evidence.source())
                            .map(ExplainedEvent.Source::of)
                            .orElse(null));
        }
    }

    /** Paths of what belongs to it. */
    public record Links(String shipment, String explain, String disputePack) {

        private static Links of(StoredSettlement stored) {
            String shipment = "/v1/shipments/" + stored.shipmentId();
            String pack = "/v1/settlements/" + stored.binding().settlementId() + "/dispute-pack";
            return new Links(shipment, shipment + "/explain", pack);
        }
    }

    /** What lists show of a settlement. */
    public static SettlementView of(StoredSettlement stored) {
        return of(stored, false);
    }

    /** All that is known of a settlement. */
    public static SettlementView whole(StoredSettlement stored) {
        return of(stored, true);
    }

    private static SettlementView of(StoredSettlement stored, boolean isWhole) {
        SettlementBinding binding = stored.binding();
        Settlement ledger = stored.orOwed();
        SettlementEvidence evidence = ledger.evidence();
        return new SettlementView(
                binding.settlementId(),
                stored.merchantId(),
                stored.shipmentId(),
                binding.gateway(),
                binding.account(),
                binding.transactionId(),
                binding.orderNo(),
                ledger.carrier(),
                stored.trackingNumber(),
                binding.paymentMethod(),
                binding.carrierCode(),
                binding.trackingUrl(),
                ledger.amount(),
                ledger.currency(),
                ledger.state(),
                ledger.holdCause(),
                ledger.reason(),
                ledger.attempts(),
                ledger.nextAttemptAt(),
                ledger.evidenceEventId(),
                evidence == null ? null : Evidence.of(evidence),
                ledger.deadline(),
                ledger.overdue(),
                ledger.gatewayView(),
                stored.boundAt(),
                ledger.changedAt(),
                ledger.revision(),
                isWhole ? ledger.changes() : null,
                ledger.attemptLog(),
                isWhole ? Links.of(stored) : null);
    }
}
