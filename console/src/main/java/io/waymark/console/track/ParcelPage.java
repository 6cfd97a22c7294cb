package io.waymark.console.track;

import io.waymark.console.eta.Eta;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of a parcel: nothing of who registered it, and why.
 *
 * @param number the one that was asked for, which may be an alias
 * @param address of the page itself, without the language
 * @param arrival when it will be there; null where that is not known
 * @param steps how far the parcel has come; none once it will not be delivered
 * @param days its scans, the newest first
 */
public record ParcelPage(
        Language language,
        String carrier,
        String number,
        PageAddress address,
        ShipmentStatus status,
        SubStatus subStatus,
        Mood mood,
        @Nullable Arrival arrival,
        List<Step.Shown> steps,
        List<Timeline.Day> days) {

    /** Those that say in other words what their status says. */
    private static final Set<SubStatus> PLAIN = EnumSet.of(
            SubStatus.AWAITING_FIRST_EVENT,
            SubStatus.NO_RECORD,
            SubStatus.AWAITING_PICKUP,
            SubStatus.MOVING,
            SubStatus.OUT_FOR_DELIVERY,
            SubStatus.ATTEMPT_FAILED,
            SubStatus.UNSPECIFIED,
            SubStatus.SIGNED,
            SubStatus.RETURNING,
            SubStatus.RETURN_SIGNED,
            SubStatus.ORDER_CANCELLED);

    static ParcelPage of(
            Language language, PageAddress address, Shipment shipment, List<TrackingEvent> told, Optional<Eta> eta) {
        List<TrackingEvent> standing = Timeline.standing(told);
        List<SubStatus> seen = standing.stream().map(TrackingEvent::subStatus).toList();
        return new ParcelPage(
                language,
                CarrierNames.of(address.carrier(), language),
                address.number(),
                address,
                shipment.status(),
                shipment.subStatus(),
                Mood.of(shipment.status()),
                eta.map(range -> Arrival.of(range, zone(standing), language)).orElse(null),
                Step.of(shipment.status(), shipment.subStatus(), seen),
                Timeline.days(standing, language));
    }

    private static ZoneOffset zone(List<TrackingEvent> newestFirst) {
        return newestFirst.isEmpty()
                ? ZoneOffset.UTC
                : newestFirst.get(0).occurredAt().getOffset();
    }

    /** Whether the detail says more than the status does. */
    public boolean isDetailed() {
        return !PLAIN.contains(subStatus);
    }

    /** The newest scan; null if there is none. */
    public Timeline.@Nullable Stop newest() {
        return days.isEmpty() ? null : days.get(0).stops().get(0);
    }
}
