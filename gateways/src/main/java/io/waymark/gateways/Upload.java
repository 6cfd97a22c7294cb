package io.waymark.gateways;

import org.jspecify.annotations.Nullable;

/**
 * What a gateway is to be told about one settlement.
 *
 * @param transactionId the gateway's transaction; null if only an order number is known
 * @param orderNo the gateway's order number; null if not said
 * @param carrier Waymark's carrier code
 * @param carrierCode the gateway's own code of the carrier, sent verbatim; null if nobody has told it and the crosswalk does
 *     not have it
 * @param trackingNumber as registered, normalised
 * @param trackingUrl where the gateway may look the parcel up; null if not said
 */
public record Upload(
        @Nullable String transactionId,
        @Nullable String orderNo,
        String carrier,
        @Nullable String carrierCode,
        String trackingNumber,
        @Nullable String trackingUrl) {}
