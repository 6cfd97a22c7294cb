package io.waymark.console.track;

import io.waymark.console.readmodel.Records;
import io.waymark.contract.Location;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Tells of one parcel what a carrier would, scan by scan. */
final class Courier {

    private final TopicWriter writer = new TopicWriter(SharedKafka.bootstrapServers());
    private final List<TrackingEvent> scans = new ArrayList<>();
    private final Records records;

    Courier(String number) {
        this.records = new Records(number);
    }

    Courier scans(SubStatus subStatus, String at, String place, String words) {
        return tell(said(records.event(scans.size() + 1, subStatus, OffsetDateTime.parse(at)), place, words, false));
    }

    /** Says of the last scan that it meant something else. */
    Courier corrects(SubStatus subStatus, String words) {
        TrackingEvent last = scans.get(scans.size() - 1);
        return tell(said(
                records.correction(scans.size() + 1, last, subStatus),
                last.location().name(),
                words,
                false));
    }

    /** Says of the last scan that it never was. */
    Courier withdraws() {
        TrackingEvent last = scans.get(scans.size() - 1);
        return tell(said(
                records.correction(scans.size() + 1, last, last.subStatus()),
                last.location().name(),
                last.description(),
                true));
    }

    /** Where the parcel is now. What was told before is known once this is. */
    Courier isAt(SubStatus subStatus, String... aliases) {
        writer.write(
                Topics.LATEST,
                records.id().toString(),
                records.shipment(subStatus.status(), subStatus, scans.size() + 1L, aliases));
        return this;
    }

    private Courier tell(TrackingEvent event) {
        scans.add(event);
        writer.write(Topics.EVENTS, records.id().toString(), event);
        return this;
    }

    private static TrackingEvent said(TrackingEvent event, String place, String words, boolean withdrawn) {
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
                words,
                new Location(place, null),
                event.provider(),
                "CODE-OF-THE-PROVIDER",
                event.leg(),
                event.evidence(),
                event.rule(),
                event.mappingVersion(),
                event.source(),
                withdrawn,
                event.late());
    }
}
