package io.waymark.console.readmodel;

import io.waymark.carriers.CarrierCodes;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which shipments a list shall hold; null where a condition does not matter. Carrier and number match a shipment's
 * aliases too, and where both are given they must belong to the same alias.
 */
public record ShipmentFilter(
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String orderId,
        @Nullable ShipmentStatus status,
        @Nullable Monitoring monitoring,
        @Nullable WorkQueue queue) {

    /** An index has these alone. */
    static final String RETURNED = "l.returned";

    /** Looked up for each parcel that can be picked up; the value is for how many seconds it may be. */
    static final String AVAILABLE_TOO_LONG =
            """
            l.status = 'AVAILABLE_FOR_PICKUP' and (
              select j.available_at from journey j where j.shipment_id = l.shipment_id) < now() - make_interval(secs => ?)""";

    /** A filter with carrier and number in the form in which they are stored, whichever name the carrier goes by. */
    public static ShipmentFilter of(
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String orderId,
            @Nullable ShipmentStatus status,
            @Nullable Monitoring monitoring) {
        return new ShipmentFilter(
                carrier == null ? null : CarrierCodes.own(carrier),
                trackingNumber == null ? null : ShipmentId.normalNumber(trackingNumber),
                orderId == null ? null : orderId.strip(),
                status,
                monitoring,
                null);
    }

    /** The same, narrowed to a queue; null leaves it as it is. */
    public ShipmentFilter in(@Nullable WorkQueue wanted) {
        return new ShipmentFilter(carrier, trackingNumber, orderId, status, monitoring, wanted);
    }

    /**
     * @param merchant where the merchant's id stands among the parameters
     * @param pickup for how long a parcel may wait to be picked up
     */
    void addTo(Conditions conditions, String merchant, Duration pickup) {
        if (carrier != null && trackingNumber == null) {
            conditions.and("l.carrier = ?", carrier);
        } else {
            conditions.and("l.main");
        }
        if (carrier != null && trackingNumber != null) {
            conditions.and(number("n.tracking_number = ? and n.carrier = ?"), trackingNumber, carrier);
        } else if (trackingNumber != null) {
            conditions.and(number("n.tracking_number = ?"), trackingNumber);
        }
        if (orderId != null) {
            conditions.and(
                    "l.shipment_id in (select o.shipment_id from registration o where o.merchant_id = " + merchant
                            + " and o.order_id = ?)",
                    orderId);
        }
        if (status != null) {
            conditions.and("l.status = ?", status.name());
        }
        if (monitoring != null) {
            conditions.and("l.monitoring = ?", monitoring.name());
        }
        if (queue == WorkQueue.RETURNED_AFTER_DELIVERY) {
            conditions.and(RETURNED);
        } else if (queue == WorkQueue.AVAILABLE_TOO_LONG) {
            conditions.and(AVAILABLE_TOO_LONG, (double) pickup.toSeconds());
        }
    }

    private static String number(String condition) {
        return "l.shipment_id in (select n.shipment_id from shipment_number n where " + condition + ")";
    }
}
