package io.waymark.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one merchant asked us to do about a shipment. Holds personal data (places, phone).
 *
 * @param merchantId whose registration
 * @param orderId the merchant's own order; null if not said
 * @param origin where the parcel starts, free text; null if not said
 * @param destination where it goes, free text; null if not said
 * @param phone of the sender or recipient; some carriers show nothing without it; null if not said
 * @param tracking how to follow it
 * @param labels the merchant's own words, e.g. a store; empty if none
 * @param goods what was sold
 * @param installments whether the customer pays in instalments
 * @param transactedAt when the customer paid; settlement deadlines count from it; null if not said
 * @param codAmount cash to collect on delivery; null if none
 * @param international both ends of an international shipment; null for a domestic one
 * @param settlements payments that wait for this parcel; empty if none
 * @param registeredAt when the merchant first registered it
 * @param unlockAfter how long after the parcel was signed for the merchant is told, once, that the order's returns and
 *     exchanges are open; null if it does not want to be told
 */
public record Registration(
        String merchantId,
        @Nullable String orderId,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String phone,
        Tracking tracking,
        List<String> labels,
        Goods goods,
        boolean installments,
        @Nullable OffsetDateTime transactedAt,
        @Nullable BigDecimal codAmount,
        @Nullable International international,
        List<SettlementBinding> settlements,
        Instant registeredAt,
        @Nullable Duration unlockAfter) {

    /** One whose merchant does not want to be told of the order's being unlocked. */
    public Registration(
            String merchantId,
            @Nullable String orderId,
            @Nullable String origin,
            @Nullable String destination,
            @Nullable String phone,
            Tracking tracking,
            List<String> labels,
            Goods goods,
            boolean installments,
            @Nullable OffsetDateTime transactedAt,
            @Nullable BigDecimal codAmount,
            @Nullable International international,
            List<SettlementBinding> settlements,
            Instant registeredAt) {
        this(
                merchantId,
                orderId,
                origin,
                destination,
                phone,
                tracking,
                labels,
                goods,
                installments,
                transactedAt,
                codAmount,
                international,
                settlements,
                registeredAt,
                null);
    }

    /** Personal data stays out of logs: only whose registration it is. */
    @Override
    public String toString() {
        return "Registration[merchantId=" + merchantId + ", tracking=" + tracking + "]";
    }
}
