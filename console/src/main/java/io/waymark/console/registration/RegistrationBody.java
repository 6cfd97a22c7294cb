package io.waymark.console.registration;

import io.waymark.contract.Goods;
import io.waymark.contract.International;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** The body of a registration, for the API's description alone; {@link RegistrationParser} reads it. */
record RegistrationBody(
        String carrier,
        String trackingNumber,
        String orderId,
        String origin,
        String destination,
        String phone,
        String tracking,
        List<String> labels,
        Goods goods,
        boolean installments,
        OffsetDateTime transactedAt,
        BigDecimal codAmount,
        International international,
        Duration unlockAfter,
        SettlementBody settlement) {

    /** The body of a further number; {@link RegistrationParser} reads it. */
    record AliasBody(String carrier, String trackingNumber) {}

    /** The body of a further settlement; {@link SettlementParser} reads it. */
    record SettlementBody(
            String gateway,
            String account,
            String transactionId,
            String tradeNo,
            String orderNo,
            String paymentMethod,
            String carrierCode,
            String trackingUrl) {}
}
