package io.waymark.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway said about a transaction, verified: the value of {@link Topics#PAYMENTS}. A repeated notice gives a
 * record with the same {@link #id} that differs in {@code receivedAt} alone.
 *
 * @param gateway {@code onerway} or {@code asiabill}
 * @param transactionId the gateway's transaction
 * @param notice the gateway's kind of notice, e.g. {@code TXN SALE}, {@code CANCEL}, {@code refund.success}
 * @param state what it means for a settlement
 * @param rawStatus the gateway's own status, verbatim; empty if not said
 * @param paymentMethod the gateway's name of the method; null if not said. Onerway does not sign it: it may make a rule
 *     stricter and never looser
 * @param amount of the order, in {@code currency}; null if not said
 * @param currency its three letters in ISO 4217; null if not said
 * @param receivedAt when it reached us
 * @param orderNo the merchant's number of the order, where the gateway knows a payment by that too; null if not said
 * @param inDoubt whether the notice is the gateway's own, but nothing it signed says that it is about this transaction
 *     (Onerway does not sign which payment was refunded). It may then stop a settlement and never release one
 * @param proof by what the notice itself can be found and shown; null in records from before there was one
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
        Instant receivedAt,
        @Nullable String orderNo,
        boolean inDoubt,
        @Nullable Proof proof) {

    /** What a transaction's status means for the settlement that waits on it. */
    public enum State {
        SUCCEEDED,
        FAILED,
        PENDING,
        CANCELLED,
        REFUNDED,
        CHARGED_BACK
    }

    /**
     * By what the notice can be found and shown.
     *
     * @param sha256 lower-case hex digest of its body
     * @param verifiedBy the name of the secret that matched and whose it is, e.g. {@code secret:3fa1b2c4 of 800058}; in
     *     older records without the part after the colon
     * @param account the gateway's number of the account whose secret that is: the notice says nothing about payments of
     *     others; "" if it is not known, as in older records
     */
    public record Proof(String sha256, String verifiedBy, String account) {

        public Proof {
            account = Objects.requireNonNullElse(account, "");
        }
    }

    /** The {@code ce_id}: what one notice says of one transaction always has the same. */
    public UUID id() {
        String notice = proof == null ? state + ":" + receivedAt : proof.sha256();
        return NameBasedId.of(NameBasedId.WAYMARK, "payment:" + key() + ":" + notice);
    }

    /** The Kafka key: {@code gateway:transactionId}. */
    public String key() {
        return gateway + ":" + transactionId;
    }
}
