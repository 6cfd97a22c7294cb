package io.waymark.normalizer.status;

import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the normalizer keeps of one shipment. Its parts only grow or take the greater of two values, so that the
 * order and the number of reports do not matter. At most {@link #MAX_KEPT} scans are kept; of older ones remains what
 * {@link Folded} holds.
 *
 * @param shipmentId whose
 * @param carrier Waymark's carrier code under which it was first known
 * @param trackingNumber the number under which it was first known
 * @param registrationRevision the newest revision of the registration that was seen; 0 before the first
 * @param orderId the merchant's order where exactly one is known; else null
 * @param aliases further numbers of the parcel as {@code carrier:number}
 * @param links who else has to do with it
 * @param known the scans
 * @param heardAt when a provider last reported anything; null if none did, or if that was before this was kept
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
        Links links,
        KnownScans known,
        @Nullable Instant heardAt,
        boolean unrecorded,
        MonitoringNote note,
        @Nullable Shipment latest)
        implements StoredShipment {

    /** How many scans are kept whole. Real histories have tens; beyond this the oldest are folded away. */
    static final int MAX_KEPT = 256;

    /** How long a closed shipment must be silent to be shrunk to a stub. */
    static final Duration SILENCE = Duration.ofDays(90);

    /** Where a parcel's journey is over, as far as anybody can tell. */
    private static final Set<ShipmentStatus> CLOSED =
            EnumSet.of(ShipmentStatus.DELIVERED, ShipmentStatus.RETURNED, ShipmentStatus.CANCELLED);

    /** The empty history of a shipment that was first heard of just now. */
    public static ShipmentHistory of(ShipmentId shipmentId, String carrier, String trackingNumber) {
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                0,
                null,
                new TreeSet<>(),
                Links.NONE,
                KnownScans.NONE,
                null,
                false,
                MonitoringNote.NONE,
                null);
    }

    /** The alias that has this number; empty if it is the shipment's own, also where its carrier was corrected. */
    Optional<String> aliasOf(String number) {
        return number.isEmpty() || number.equals(trackingNumber)
                ? Optional.empty()
                : aliases.stream().filter(alias -> alias.endsWith(":" + number)).findFirst();
    }

    /** The aliases that are other numbers than the shipment's own. */
    SortedSet<String> furtherNumbers() {
        return aliases.stream()
                .filter(alias -> !alias.endsWith(":" + trackingNumber))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a payload that names this number belongs here: it is the shipment's own, an alias's, or "" for none. */
    public boolean owns(String number) {
        return number.isEmpty()
                || trackingNumber.equals(number)
                || aliases.stream().anyMatch(alias -> alias.endsWith(":" + number));
    }

    /** Whether a merchant registered it; else only a provider told of it. */
    boolean isRegistered() {
        return registrationRevision > 0;
    }

    /** With what merchants registered, who name the carrier and the number; unchanged by what is not newer. */
    ShipmentHistory registered(RegisteredShipment registration) {
        if (registration.revision() <= registrationRevision) {
            return this;
        }
        Links others = links.registered(registration);
        return new ShipmentHistory(
                shipmentId,
                registration.carrier(),
                registration.trackingNumber(),
                registration.revision(),
                registration.soleOrderId().orElse(null),
                aliases,
                others,
                known.inZoneOf(others.destinationCountry()),
                heardAt,
                unrecorded,
                note,
                latest);
    }

    /**
     * With what one payload reports.
     *
     * @param tally where its scans are counted
     * @throws MalformedPayloadException if that would be more scans than a shipment can have
     */
    ShipmentHistory with(Report report, Tally tally) {
        TreeSet<String> numbers = new TreeSet<>(aliases);
        numbers.addAll(report.aliases());
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                registrationRevision,
                orderId,
                numbers,
                links,
                known.with(report, links.destinationCountry(), tally),
                heardAt == null || report.receivedAt().isAfter(heardAt) ? report.receivedAt() : heardAt,
                unrecorded || report.isUnrecorded(),
                report.note().map(note::orHeavier).orElse(note),
                latest);
    }

    /** With a further number of the parcel, as {@code carrier:number}. */
    ShipmentHistory withAlias(String alias) {
        SortedSet<String> numbers = new TreeSet<>(aliases);
        numbers.add(alias);
        return with(numbers, links, known, latest);
    }

    /** With a shipment of which this number is an alias. */
    ShipmentHistory withListener(ShipmentId shipment) {
        return with(aliases, links.heardBy(shipment), known, latest);
    }

    /**
     * With what an alias has been told.
     *
     * @throws MalformedPayloadException if that would be more scans than a shipment can have
     */
    ShipmentHistory with(Forward news) {
        return with(aliases, links, known.with(news, shipmentId, links.destinationCountry()), latest);
    }

    /** With what was just published. */
    ShipmentHistory published(Map<UUID, KnownScan> told, Shipment shipment) {
        return with(aliases, links, known.told(told), shipment);
    }

    /** With some of the scans folded away. */
    ShipmentHistory keeping(Map<UUID, KnownScan> kept, Folded others) {
        return with(aliases, links, known.keeping(kept, others), latest);
    }

    private ShipmentHistory with(
            SortedSet<String> numbers, Links others, KnownScans scans, @Nullable Shipment published) {
        return new ShipmentHistory(
                shipmentId,
                carrier,
                trackingNumber,
                registrationRevision,
                orderId,
                numbers,
                others,
                scans,
                heardAt,
                unrecorded,
                note,
                published);
    }

    /** Whether the journey is over and nobody has reported anything for {@link #SILENCE} before {@code now}. */
    boolean isClosedAndSilentAt(Instant now) {
        return latest != null
                && CLOSED.contains(latest.status())
                && heardAt != null
                && !heardAt.plus(SILENCE).isAfter(now);
    }

    /** Every scan that was ever told and not folded away, by its id. */
    Map<UUID, KnownScan> scans() {
        return known.byId();
    }

    /** What is left of the scans that are kept no longer. */
    Folded folded() {
        return known.folded();
    }
}
