package io.waymark.contract;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway said about a transaction, verified: the value of {@link Topics#PAYMENTS}.
 *
 * @param gateway {@code onerway} or {@code asiabill}
 * @param transactionId the gateway's transaction
 * @param notice the gateway's kind of notice, e.g. {@code TXN}, {@code CANCEL}, {@code CHARGEBACK}
 * @param state what it means for a settlement
 * @param rawStatus the gateway's own status, verbatim
 * @param paymentMethod the gateway's name of the method; null if not said
 * @param amount of the order, in {@code currency}; null if not said
 * @param currency its three letters in ISO 4217; null if not said
 * @param receivedAt when it reached us
 */
public record Payment(
        String gateway,
        String transactionId,
        String notice,
        State state,
        String rawStatus,
        @Nullable String paymentMethod,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        Instant receivedAt) {

    /** What a transaction's status means for the settlement that waits on it. */
    public enum State {
        SUCCEEDED,
        FAILED,
        PENDING,
        CANCELLED,
        REFUNDED,
        CHARGED_BACK
    }

    /** The Kafka key: {@code gateway:transactionId}. */
    public String key() {
        return gateway + ":" + transactionId;
    }
}
