package io.waymark.console.registration;

import io.waymark.contract.ShipmentId;
import org.jspecify.annotations.Nullable;

/**
 * A registration that is valid in itself.
 *
 * @param carrier Waymark's code, recognised where the merchant wrote {@code auto}
 * @param trackingNumber in its normal form
 * @param details what else was said
 * @param settlement the payment that waits for the parcel; null if none was named
 */
record RegistrationRequest(
        String carrier, String trackingNumber, Details details, @Nullable SettlementRequest settlement) {

    ShipmentId shipmentId() {
        return ShipmentId.of(carrier, trackingNumber);
    }
}
