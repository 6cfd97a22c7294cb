package io.waymark.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waymark.console.eta.Eta;
import io.waymark.console.readmodel.StoredShipment;
import io.waymark.contract.Flag;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as the API shows it to one merchant; see {@link Shipment} for the fields.
 *
 * @param orderId the caller's own order; never another merchant's
 * @param eta when it will arrive; null where too little is known, once it is not under way, and in lists
 * @param events newest first: by time of the scan, then by sequence; left out in lists
 * @param settlements the caller's own, in the order in which they were bound; left out of what is told as of a time
 */
public record ShipmentView(
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
        @Nullable String orderId,
        ShipmentStatus status,
        SubStatus subStatus,
        Monitoring monitoring,
        List<String> aliases,
        @Nullable OffsetDateTime deliveredAt,
        @Nullable OffsetDateTime lastEventAt,
        Set<Flag> flags,
        long sequence,
        long revision,
        @Nullable Eta eta,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<EventView> events,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SettlementView> settlements) {

    static ShipmentView of(
            StoredShipment stored,
            @Nullable Eta eta,
            @Nullable List<EventView> events,
            @Nullable List<SettlementView> settlements) {
        Shipment shipment = stored.shipment();
        return new ShipmentView(
                shipment.shipmentId(),
                shipment.carrier(),
                shipment.trackingNumber(),
                stored.orderId(),
                shipment.status(),
                shipment.subStatus(),
                shipment.monitoring(),
                shipment.aliases(),
                shipment.deliveredAt(),
                shipment.lastEventAt(),
                shipment.flags(),
                shipment.sequence(),
                shipment.revision(),
                eta,
                events,
                settlements);
    }
}
