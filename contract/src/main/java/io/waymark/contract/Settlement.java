package io.waymark.contract;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A settlement as it stands: the value of {@link Topics#SETTLEMENTS}, published at every change. A record that was
 * published before a field existed has null, "" or an empty list there.
 *
 * @param settlementId the Kafka key; see {@link SettlementBinding#idOf}
 * @param merchantId whose money
 * @param shipmentId whose delivery releases it
 * @param gateway {@code onerway} or {@code asiabill}
 * @param transactionId the gateway's transaction; null where only an order number is known
 * @param trackingNumber what is uploaded
 * @param state where it stands
 * @param reason why it stands there, in words for the merchant; empty if the state says all
 * @param attempts how often an upload was tried
 * @param evidenceEventId the event that made it eligible; null before
 * @param overdue whether the gateway's deadline has passed; it is sent all the same
 * @param changedAt when the state last changed
 * @param revision counts the changes of this record from 1; a reader applies a record only if it is newer
 * @param carrier Waymark's code of the parcel's carrier
 * @param holdCause why it is held, e.g. {@code UNKNOWN_CARRIER}; null unless the state is HELD
 * @param orderNo AsiaBill's order number; null if not registered
 * @param evidence the scan that made it eligible, with where it came from; null before
 * @param deadline by when the gateway wants the proof; null if it sets no time, or nobody has said when the customer paid
 * @param nextAttemptAt when the sender looks at it next; null if it waits for a fact or a person, or is being sent
 * @param amount what the gateway says was paid, in {@code currency}; null if it has not said
 * @param currency three letters of ISO 4217; null if the gateway has not said
 * @param gatewayView what the gateway has on record; null while it was not asked, or cannot be
 * @param changes the newest {@link #MOST_KEPT} changes, oldest first
 * @param attemptLog the newest {@link #MOST_KEPT} calls to the gateway, oldest first
 */
public record Settlement(
        UUID settlementId,
        String merchantId,
        ShipmentId shipmentId,
        String gateway,
        @Nullable String transactionId,
        String trackingNumber,
        SettlementState state,
        String reason,
        int attempts,
        @Nullable UUID evidenceEventId,
        boolean overdue,
        Instant changedAt,
        long revision,
        String carrier,
        @Nullable String holdCause,
        @Nullable String orderNo,
        @Nullable SettlementEvidence evidence,
        @Nullable Instant deadline,
        @Nullable Instant nextAttemptAt,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable GatewayView gatewayView,
        List<SettlementChange> changes,
        List<SettlementAttempt> attemptLog) {

    /** How many changes, and how many calls, are published with it; the ledger itself keeps all. */
    public static final int MOST_KEPT = 100;

    public Settlement {
        carrier = requireNonNullElse(carrier, "");
        changes = List.copyOf(requireNonNullElse(changes, List.of()));
        attemptLog = List.copyOf(requireNonNullElse(attemptLog, List.of()));
    }

    /** One of which no more than where it stands is known. */
    public Settlement(
            UUID settlementId,
            String merchantId,
            ShipmentId shipmentId,
            String gateway,
            @Nullable String transactionId,
            String trackingNumber,
            SettlementState state,
            String reason,
            int attempts,
            @Nullable UUID evidenceEventId,
            boolean overdue,
            Instant changedAt,
            long revision) {
        this(
                settlementId,
                merchantId,
                shipmentId,
                gateway,
                transactionId,
                trackingNumber,
                state,
                reason,
                attempts,
                evidenceEventId,
                overdue,
                changedAt,
                revision,
                "",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }
}
