package io.waymark.console.registration;

import io.waymark.contract.SettlementBinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A payment that shall wait for a parcel, as a merchant wrote it; null where it wrote nothing.
 *
 * @param gateway its code
 * @param account which of the merchant's credential sets
 * @param transactionId Onerway's transactionId or AsiaBill's tradeNo
 * @param orderNo AsiaBill's; there is one or the other, or both
 */
record SettlementRequest(
        String gateway,
        @Nullable String account,
        @Nullable String transactionId,
        @Nullable String paymentMethod,
        @Nullable String carrierCode,
        @Nullable String orderNo,
        @Nullable String trackingUrl) {

    /** What a repeat may not change. Gateway and transaction make the identity, so they cannot differ. */
    private static final Map<String, Function<SettlementRequest, @Nullable Object>> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("account", SettlementRequest::account);
        FIELDS.put("paymentMethod", SettlementRequest::paymentMethod);
        FIELDS.put("carrierCode", SettlementRequest::carrierCode);
        FIELDS.put("orderNo", SettlementRequest::orderNo);
        FIELDS.put("trackingUrl", SettlementRequest::trackingUrl);
    }

    /** The id of this payment for that parcel. */
    UUID idFor(String trackingNumber) {
        String transaction = transactionId != null ? transactionId : orderNo;
        if (transaction == null) {
            throw new IllegalStateException("a settlement request names a transaction or an order");
        }
        return SettlementBinding.idOf(gateway, transaction, trackingNumber);
    }

    /** The field by which the merchant named the payment. */
    String paymentField() {
        return transactionId == null
                ? "orderNo"
                : Gateway.of(gateway).orElseThrow().transactionFields().get(0);
    }

    /** Whether both name one payment: by its transaction or, while one of them does not know that, by its order. */
    boolean isSamePaymentAs(SettlementRequest other) {
        boolean isSameOrder = orderNo != null && orderNo.equals(other.orderNo);
        return gateway.equals(other.gateway)
                && (transactionId == null || other.transactionId == null
                        ? isSameOrder
                        : transactionId.equals(other.transactionId));
    }

    /** Names of the fields that both say something about, and not the same. */
    List<String> contradictions(SettlementRequest later) {
        return Said.contradictions(FIELDS, this, later);
    }

    /** This, and what {@code later} says where this says nothing. */
    SettlementRequest and(SettlementRequest later) {
        return new SettlementRequest(
                gateway,
                Said.first(account, later.account),
                Said.first(transactionId, later.transactionId),
                Said.first(paymentMethod, later.paymentMethod),
                Said.first(carrierCode, later.carrierCode),
                Said.first(orderNo, later.orderNo),
                Said.first(trackingUrl, later.trackingUrl));
    }
}
