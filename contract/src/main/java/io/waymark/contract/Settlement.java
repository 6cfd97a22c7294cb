package io.waymark.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A settlement as it stands: the value of {@link Topics#SETTLEMENTS}, published at every change.
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
        long revision) {}
