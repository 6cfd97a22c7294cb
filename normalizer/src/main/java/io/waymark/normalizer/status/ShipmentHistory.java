package io.waymark.normalizer.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything the normalizer keeps of one shipment. Its parts only grow or take the greater of two values, so that the
 * order and the number of reports do not matter.
 *
 * @param shipmentId whose
 * @param carrier Waymark's carrier code under which it was first known
 * @param trackingNumber the number under which it was first known
 * @param registered whether a merchant registered it
 * @param orderId the merchant's order where exactly one is known; else null
 * @param aliases further numbers of the parcel as {@code carrier:number}
 * @param scans every scan that was ever told, by its id
 * @param replacedAt when each history was last told anew as a whole, by {@link KnownScan#historyKey}
 * @param note what the provider says about its own watching
 * @param latest what was last published about the shipment; null if nothing
 */
public record ShipmentHistory(
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
        boolean registered,
        @Nullable String orderId,
        SortedSet<String> aliases,
        Map<UUID, KnownScan> scans,
        Map<String, Instant> replacedAt,
        MonitoringNote note,
        @Nullable Shipment latest) {

    /** The empty history of a shipment that was first heard of just now. */
    public static ShipmentHistory of(ShipmentId shipmentId, String carrier, String trackingNumber) {
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                false,
                null,
                new TreeSet<>(),
                Map.of(),
                Map.of(),
                MonitoringNote.NONE,
                null);
    }

    /** Whether a payload that names this number belongs here: it is the shipment's own, or an alias's. */
    public boolean owns(String number) {
        return trackingNumber.equals(number) || aliases.stream().anyMatch(alias -> alias.endsWith(":" + number));
    }

    /** With what merchants registered, who name the carrier and the number. */
    ShipmentHistory registered(RegisteredShipment registration) {
        return new ShipmentHistory(
                shipmentId,
                registration.carrier(),
                registration.trackingNumber(),
                true,
                registration.soleOrderId().orElse(null),
                aliases,
                scans,
                replacedAt,
                note,
                latest);
    }

    /** With what one payload reports. */
    ShipmentHistory with(Report report) {
        Map<UUID, KnownScan> known = new TreeMap<>(scans);
        report.scans().forEach(scan -> known.merge(scan.id(), scan, KnownScan::with));
        Map<String, Instant> replaced = new TreeMap<>(replacedAt);
        report.replaces().forEach(key -> replaced.merge(key, report.receivedAt(), ShipmentHistory::later));
        TreeSet<String> numbers = new TreeSet<>(aliases);
        report.alias().ifPresent(numbers::add);
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                registered,
                orderId,
                numbers,
                known,
                replaced,
                report.note().map(note::orHeavier).orElse(note),
                latest);
    }

    /** With what was just published. */
    ShipmentHistory published(Map<UUID, KnownScan> told, Shipment shipment) {
        return new ShipmentHistory(
                shipmentId, carrier, trackingNumber, registered, orderId, aliases, told, replacedAt, note, shipment);
    }

    /** A scan is withdrawn if its history was told anew as a whole after the last report of it. */
    boolean isWithdrawn(KnownScan scan) {
        Instant replaced = replacedAt.get(scan.historyKey());
        return replaced != null && scan.lastReceivedAt().isBefore(replaced);
    }

    /** The scans that count. */
    @JsonIgnore
    List<KnownScan> standing() {
        return scans.values().stream().filter(scan -> !isWithdrawn(scan)).toList();
    }

    private static Instant later(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }
}
