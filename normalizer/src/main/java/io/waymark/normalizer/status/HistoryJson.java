package io.waymark.normalizer.status;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A history as it was stored before {@link HistoryCodec} had versions. Only read. The parts are {@link ShipmentHistory}'s
 * and {@link KnownScans}'; those that came later are null in what was written before.
 */
record HistoryJson(
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
        long registrationRevision,
        @Nullable String orderId,
        SortedSet<String> aliases,
        @Nullable Links links,
        @Nullable Folded folded,
        Map<UUID, KnownScan> scans,
        Map<String, Instant> replacedAt,
        @Nullable Instant heardAt,
        boolean unrecorded,
        MonitoringNote note,
        @Nullable Shipment latest) {

    private static final JsonSerde<HistoryJson> SERDE = JsonSerde.of(HistoryJson.class);

    static ShipmentHistory read(byte[] bytes) {
        return SERDE.read(bytes).history();
    }

    private ShipmentHistory history() {
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                registrationRevision,
                orderId,
                aliases,
                links == null ? Links.NONE : links,
                new KnownScans(folded == null ? Folded.NOTHING : folded, scans, replacedAt),
                heardAt,
                unrecorded,
                note,
                latest);
    }
}
