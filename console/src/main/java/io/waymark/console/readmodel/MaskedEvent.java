package io.waymark.console.readmodel;

import io.waymark.carriers.Masking;
import io.waymark.contract.Location;
import io.waymark.contract.TrackingEvent;

/** An event as it is shown. Its texts came masked, but maybe by a release that knew fewer forms: they are masked anew. */
final class MaskedEvent {

    private MaskedEvent() {}

    static TrackingEvent of(TrackingEvent event) {
        String place = event.location().name();
        String masked = place == null ? null : Masking.mask(place);
        return worded(
                event,
                Masking.mask(event.description()),
                new Location(masked, event.location().areaCode()));
    }

    private static TrackingEvent worded(TrackingEvent event, String text, Location place) {
        return new TrackingEvent(
                event.eventId(),
                event.type(),
                event.corrects(),
                event.shipmentId(),
                event.carrier(),
                event.trackingNumber(),
                event.sequence(),
                event.status(),
                event.subStatus(),
                event.occurredAt(),
                event.recordedAt(),
                text,
                place,
                event.provider(),
                event.rawCode(),
                event.leg(),
                event.evidence(),
                event.rule(),
                event.mappingVersion(),
                event.source(),
                event.withdrawn(),
                event.late());
    }
}
