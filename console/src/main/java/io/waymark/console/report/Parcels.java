package io.waymark.console.report;

import io.waymark.console.readmodel.Conditions;
import org.jspecify.annotations.Nullable;

/** Whose parcels a report is about: those that a merchant registered, or all. */
final class Parcels {

    private Parcels() {}

    /**
     * Adds the condition that a journey {@code j} is a parcel's of the merchant's.
     *
     * @param merchantId null for all parcels, registered or not
     */
    static void of(@Nullable String merchantId, Conditions conditions) {
        if (merchantId == null) {
            conditions.and("true");
        } else {
            conditions.and(
                    "exists (select 1 from registration r where r.shipment_id = j.shipment_id and r.merchant_id = ?)",
                    merchantId);
        }
    }

    /** What makes of journeys {@code j} a row for each that has a merchant, if parcels of one are asked for. */
    static String registrations(@Nullable String merchantId) {
        return merchantId == null ? "" : "join registration r on r.shipment_id = j.shipment_id";
    }

    /**
     * Adds the condition that {@code r}, which has a merchant, is the merchant's.
     *
     * @param merchantId null for all merchants'
     */
    static void rowsOf(@Nullable String merchantId, Conditions conditions) {
        if (merchantId == null) {
            conditions.and("true");
        } else {
            conditions.and("r.merchant_id = ?", merchantId);
        }
    }
}
