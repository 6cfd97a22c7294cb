package io.waymark.contract;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment that waits for this parcel, as the merchant registered it.
 *
 * @param settlementId see {@link #idOf}
 * @param gateway {@code onerway} or {@code asiabill}
 * @param account which of the merchant's credential sets at the gateway; empty for the only one
 * @param transactionId the gateway's transaction; for AsiaBill its {@code tradeNo}, or null where only orderNo is known
 * @param paymentMethod the gateway's name of the method, e.g. {@code STC_PAY}; null if not said
 * @param carrierCode the gateway's own carrier code, sent verbatim; null leaves it to the crosswalk
 * @param orderNo AsiaBill's orderNo; null if not said
 * @param trackingUrl where the gateway may look the parcel up; null if not said
 */
public record SettlementBinding(
        UUID settlementId,
        String gateway,
        String account,
        @Nullable String transactionId,
        @Nullable String paymentMethod,
        @Nullable String carrierCode,
        @Nullable String orderNo,
        @Nullable String trackingUrl) {

    /** Payment method that is settled only against delivery to the customer. */
    public static final String STC_PAY = "STC_PAY";

    /**
     * The id of a settlement: one per gateway, transaction and tracking number, so a repeat is the same settlement.
     *
     * @param transaction the transaction id or, where there is none, the order number
     */
    public static UUID idOf(String gateway, String transaction, String trackingNumber) {
        return NameBasedId.of(
                NameBasedId.WAYMARK,
                "settlement:" + gateway + ":" + transaction + ":" + ShipmentId.normalNumber(trackingNumber));
    }
}
