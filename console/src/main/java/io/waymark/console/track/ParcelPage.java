package io.waymark.console.track;

import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.util.List;

/**
 * What the page shows of a parcel: nothing of who registered it, and why.
 *
 * @param number the one that was asked for, which may be an alias
 * @param address of the page itself, without the language
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
        List<Step.Shown> steps,
        List<Timeline.Day> days) {

    static ParcelPage of(Language language, PageAddress address, Shipment shipment, List<TrackingEvent> told) {
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
                Step.of(shipment.status(), shipment.subStatus(), seen),
                Timeline.days(standing, language));
    }

    /** Whether the detail says more than the status does. */
    public boolean isDetailed() {
        return switch (status) {
            case PENDING, NOT_FOUND, RETURNING, RETURNED, CANCELLED -> false;
            case INFO_RECEIVED, IN_TRANSIT, OUT_FOR_DELIVERY, AVAILABLE_FOR_PICKUP, DELIVERED ->
                subStatus != SubStatus.MOVING;
            case DELIVERY_FAILED, EXCEPTION -> subStatus != SubStatus.UNSPECIFIED;
        };
    }

    /** Where the newest scan happened; empty if the carrier did not say. */
    public String place() {
        return days.isEmpty() ? "" : days.get(0).stops().get(0).place();
    }
}
