package io.waymark.console.report;

import io.waymark.console.csv.CsvTable;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parcel for which cash was to be collected, and that was signed for.
 *
 * @param orderId the merchant's own order; null if it named none
 * @param codAmount as registered, without a currency
 * @param signedAt when, as the carrier says
 * @param signedAs by whom, as far as the carrier says
 */
public record CashParcel(
        ShipmentId shipmentId,
        String merchantId,
        String carrier,
        String trackingNumber,
        @Nullable String orderId,
        BigDecimal codAmount,
        Instant signedAt,
        SubStatus signedAs) {

    /** Writes a table of them part by part. */
    static Function<List<CashParcel>, byte[]> table() {
        return CsvTable.parts(
                (table, parcel) -> table.row(
                        parcel.shipmentId,
                        parcel.merchantId,
                        parcel.carrier,
                        parcel.trackingNumber,
                        parcel.orderId,
                        parcel.codAmount.toPlainString(),
                        parcel.signedAt,
                        parcel.signedAs),
                "shipmentId",
                "merchantId",
                "carrier",
                "trackingNumber",
                "orderId",
                "codAmount",
                "signedAt",
                "signedAs");
    }
}
