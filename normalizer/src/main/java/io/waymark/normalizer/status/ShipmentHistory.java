package io.waymark.normalizer.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waymark.carriers.MalformedPayloadException;
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
 * @param registrationRevision the newest revision of the registration that was seen; 0 before the first
 * @param orderId the merchant's order where exactly one is known; else null
 * @param aliases further numbers of the parcel as {@code carrier:number}
 * @param scans every scan that was ever told, by its id
 * @param replacedAt when each history was last told anew as a whole, by {@link KnownScan#historyKey}
 * @param unrecorded whether a provider ever gave up for want of a record
 * @param note what the provider says about its own watching
 * @param latest what was last published about the shipment; null if nothing
 */
public record ShipmentHistory(
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
        long registrationRevision,
        @Nullable String orderId,
        SortedSet<String> aliases,
        Map<UUID, KnownScan> scans,
        Map<String, Instant> replacedAt,
        boolean unrecorded,
        MonitoringNote note,
        @Nullable Shipment latest) {

    /** How many scans a shipment can have. Beyond it something loops, and a record of Kafka has its limit too. */
    static final int MAX_SCANS = 512;

    /** The empty history of a shipment that was first heard of just now. */
    public static ShipmentHistory of(ShipmentId shipmentId, String carrier, String trackingNumber) {
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                0,
                null,
                new TreeSet<>(),
                Map.of(),
                Map.of(),
                false,
                MonitoringNote.NONE,
                null);
    }

    /** Whether a payload that names this number belongs here: it is the shipment's own, an alias's, or "" for none. */
    public boolean owns(String number) {
        return number.isEmpty()
                || trackingNumber.equals(number)
                || aliases.stream().anyMatch(alias -> alias.endsWith(":" + number));
    }

    /** Whether a merchant registered it; else only a provider told of it. */
    @JsonIgnore
    boolean isRegistered() {
        return registrationRevision > 0;
    }

    /** With what merchants registered, who name the carrier and the number; unchanged by what is not newer. */
    ShipmentHistory registered(RegisteredShipment registration) {
        if (registration.revision() <= registrationRevision) {
            return this;
        }
        return new ShipmentHistory(
                shipmentId,
                registration.carrier(),
                registration.trackingNumber(),
                registration.revision(),
                registration.soleOrderId().orElse(null),
                aliases,
                scans,
                replacedAt,
                unrecorded,
                note,
                latest);
    }

    /**
     * With what one payload reports.
     *
     * @throws MalformedPayloadException if that would be more scans than a shipment can have
     */
    ShipmentHistory with(Report report) {
        Map<UUID, KnownScan> known = new TreeMap<>(scans);
        report.scans().forEach(scan -> known.merge(scan.id(), scan, KnownScan::with));
        if (known.size() > MAX_SCANS) {
            throw new MalformedPayloadException("more scans than a shipment can have");
        }
        Map<String, Instant> replaced = new TreeMap<>(replacedAt);
        report.replaces().forEach(key -> replaced.merge(key, report.receivedAt(), ShipmentHistory::later));
        TreeSet<String> numbers = new TreeSet<>(aliases);
        report.alias().ifPresent(numbers::add);
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                registrationRevision,
                orderId,
                numbers,
                known,
                replaced,
                unrecorded || report.isUnrecorded(),
                report.note().map(note::orHeavier).orElse(note),
                latest);
    }

    /** With what was just published. */
    ShipmentHistory published(Map<UUID, KnownScan> told, Shipment shipment) {
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                registrationRevision,
                orderId,
                aliases,
                told,
                replacedAt,
                unrecorded,
                note,
                shipment);
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
