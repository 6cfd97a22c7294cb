package io.waymark.poller.watch;

import io.waymark.contract.Flag;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decides of a parcel when its numbers are looked at.
 *
 * @param shipmentId whose
 * @param status where it is
 * @param subStatus in detail
 * @param monitoring whether a provider still watches
 * @param monitoringSubscription of which subscription that was said; null if none was named
 * @param correctedCarrier the carrier that its number turned out to belong to; "" if that is the one it was registered with
 * @param lastEventAt when its last scan happened; null before the first
 * @param changedAt when what changed it was received
 * @param revision an older one than the row's changes nothing
 */
record ParcelFact(
        ShipmentId shipmentId,
        ShipmentStatus status,
        SubStatus subStatus,
        Monitoring monitoring,
        @Nullable Integer monitoringSubscription,
        String correctedCarrier,
        @Nullable Instant lastEventAt,
        Instant changedAt,
        long revision) {

    /**
     * What a published shipment says.
     *
     * @throws NullPointerException if it lacks what it must have
     */
    static ParcelFact of(Shipment shipment, Instant changedAt) {
        OffsetDateTime last = shipment.lastEventAt();
        return new ParcelFact(
                Objects.requireNonNull(shipment.shipmentId(), "shipmentId"),
                Objects.requireNonNull(shipment.status(), "status"),
                Objects.requireNonNull(shipment.subStatus(), "subStatus"),
                Objects.requireNonNull(shipment.monitoring(), "monitoring"),
                shipment.monitoringSubscription(),
                correctedCarrier(shipment),
                last == null ? null : last.toInstant(),
                changedAt,
                shipment.revision());
    }

    /** The further number that is the parcel's own, only under another carrier. */
    private static String correctedCarrier(Shipment shipment) {
        Set<Flag> flags = Objects.requireNonNullElse(shipment.flags(), Set.of());
        List<String> aliases = Objects.requireNonNullElse(shipment.aliases(), List.of());
        String sameNumber = ":" + shipment.trackingNumber();
        return flags.contains(Flag.CARRIER_CORRECTED)
                ? aliases.stream()
                        .filter(alias -> alias.endsWith(sameNumber))
                        .map(alias -> alias.substring(0, alias.length() - sameNumber.length()))
                        .filter(carrier -> !carrier.equals(shipment.carrier()))
                        .findFirst()
                        .orElse("")
                : "";
    }
}
