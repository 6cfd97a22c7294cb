package io.waymark.notifier.unlock;

import io.vertx.mutiny.sqlclient.Row;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.WebhookType;
import io.waymark.notifier.webhook.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registration whose merchant wants to be told, and what is known of its parcel.
 *
 * @param looks how often in a row it was due and could not be told
 * @param signedAt when the first signature that stands was given, by the carrier; null if there is none
 * @param signed the same as the carrier wrote it; null if there is none
 * @param subStatus what that scan says; null if there is none
 * @param delivered whether the shipment now stands as signed for
 */
record UnlockRow(
        UUID shipmentId,
        String merchantId,
        int looks,
        Duration after,
        String carrier,
        String trackingNumber,
        Instant registeredAt,
        @Nullable Instant signedAt,
        @Nullable String signed,
        @Nullable String subStatus,
        boolean delivered) {

    static UnlockRow of(Row row) {
        OffsetDateTime occurred = row.getOffsetDateTime("occurred_at");
        return new UnlockRow(
                row.getUUID("shipment_id"),
                row.getString("merchant_id"),
                row.getInteger("looks"),
                Duration.ofMillis(row.getLong("after_millis")),
                row.getString("carrier"),
                row.getString("tracking_number"),
                row.getOffsetDateTime("registered_at").toInstant(),
                occurred == null ? null : occurred.toInstant(),
                row.getString("occurred"),
                row.getString("sub_status"),
                Boolean.TRUE.equals(row.getBoolean("delivered")));
    }

    /** When it is to be told; null while nobody signed. */
    @Nullable
    Instant due() {
        return signedAt == null ? null : signedAt.plus(after);
    }

    /** What is told. However often it is made, it is one message. */
    Fact fact(Instant now) {
        Instant learnt = now.isBefore(registeredAt) ? registeredAt : now; // their clock may be before ours
        String data = JsonSerde.mapper()
                .createObjectNode()
                .put("shipmentId", shipmentId.toString())
                .put("carrier", carrier)
                .put("trackingNumber", trackingNumber)
                .put("signedAt", signed)
                .put("unlockedAt", now.toString())
                .put("subStatus", subStatus)
                .toString();
        return new Fact(
                NameBasedId.of(shipmentId, "unlock:" + merchantId),
                WebhookType.ORDER_UNLOCKED.code(),
                shipmentId,
                merchantId,
                learnt,
                now.toString(),
                data);
    }
}
