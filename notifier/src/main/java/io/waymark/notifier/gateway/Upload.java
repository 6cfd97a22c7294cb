package io.waymark.notifier.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a gateway is to be told about one settlement.
 *
 * @param account which credential set; empty for the only one
 * @param transactionId the gateway's transaction; null if only an order number is known
 * @param orderNo the gateway's order number; null if not said
 * @param carrier Waymark's carrier code
 * @param carrierCode the gateway's own carrier code as registered, sent verbatim; null leaves it to the crosswalk
 * @param trackingNumber as registered, normalised
 * @param trackingUrl where the gateway may look the parcel up; null if not said
 */
public record Upload(
        String account,
        @Nullable String transactionId,
        @Nullable String orderNo,
        String carrier,
        @Nullable String carrierCode,
        String trackingNumber,
        @Nullable String trackingUrl) {}
