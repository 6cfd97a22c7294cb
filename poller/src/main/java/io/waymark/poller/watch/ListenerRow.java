package io.waymark.poller.watch;

import io.vertx.mutiny.sqlclient.Row;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads of a row of {@code watch} what it knows of its provider's news. */
final class ListenerRow {

    private ListenerRow() {}

    static Listener listener(Row row) {
        return new Listener(
                row.getLong("id"),
                new Source(
                        new ShipmentId(row.getUUID("shipment_id")),
                        ProviderId.of(row.getString("provider")).orElseThrow()),
                Objects.requireNonNull(time(row, "heard_at")),
                ShipmentStatus.valueOf(row.getString("heard_status")),
                row.getBoolean("told"),
                time(row, "asked_at"),
                time(row, "answered_at"),
                row.getBoolean("healed"));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
