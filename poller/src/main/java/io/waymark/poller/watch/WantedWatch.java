package io.waymark.poller.watch;

import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Tracking;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How all merchants together want one shipment followed.
 *
 * @param shipmentId whose number
 * @param provider who is asked about the carrier's parcels
 * @param carrier Waymark's carrier code
 * @param trackingNumber in its normal form
 * @param tracking what serves all of them: pushes and queries where they differ
 * @param merchantId who is billed: of those who want it followed the one who registered it first
 * @param origin of the first merchant who named one; null if none did
 * @param destination likewise
 * @param phone likewise
 * @param registeredAt when the last of those registered it who want it followed; null if none says
 * @param revision of the registration; an older one changes nothing
 */
record WantedWatch(
        ShipmentId shipmentId,
        ProviderId provider,
        String carrier,
        String trackingNumber,
        Tracking tracking,
        String merchantId,
        @Nullable String origin,
        @Nullable String destination,
        @Nullable String phone,
        @Nullable Instant registeredAt,
        long revision) {

    static WantedWatch of(RegisteredShipment shipment) {
        List<Registration> wanting = shipment.registrations().stream()
                .filter(one -> one.tracking() != Tracking.NONE)
                .toList();
        return new WantedWatch(
                shipment.shipmentId(),
                Providers.following(shipment.carrier()).id(),
                shipment.carrier(),
                shipment.trackingNumber(),
                together(wanting.stream().map(Registration::tracking).toList()),
                first(wanting, Registration::merchantId).orElse(""),
                first(wanting, Registration::origin).orElse(null),
                first(wanting, Registration::destination).orElse(null),
                first(wanting, Registration::phone).orElse(null),
                all(wanting, Registration::registeredAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                shipment.revision());
    }

    /** Who wants pushes and who wants queries are both served by {@link Tracking#AUTO}. */
    private static Tracking together(Collection<Tracking> wanted) {
        Set<Tracking> kinds = EnumSet.noneOf(Tracking.class);
        kinds.addAll(wanted);
        if (kinds.isEmpty()) {
            return Tracking.NONE;
        }
        return kinds.size() == 1 ? kinds.iterator().next() : Tracking.AUTO;
    }

    private static <T> Optional<T> first(List<Registration> registrations, Function<Registration, @Nullable T> detail) {
        return all(registrations, detail).findFirst();
    }

    private static <T> Stream<T> all(List<Registration> registrations, Function<Registration, @Nullable T> detail) {
        return registrations.stream().flatMap(one -> Stream.ofNullable(detail.apply(one)));
    }

    boolean isFollowed() {
        return tracking != Tracking.NONE;
    }

    /** Personal data stays out of logs. */
    @Override
    public String toString() {
        return "WantedWatch[shipmentId=" + shipmentId + ", tracking=" + tracking + ", revision=" + revision + "]";
    }
}
