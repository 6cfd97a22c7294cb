package io.waymark.normalizer.status;

import io.waymark.contract.NameBasedId;
import io.waymark.contract.Shipment;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the events of one step and numbers them. A scan that means what readers already know gives none. */
final class EventWriter {

    private final ShipmentHistory history;
    private final MeaningTable meanings;
    private long sequence;

    EventWriter(ShipmentHistory history, MeaningTable meanings) {
        this.history = history;
        this.meanings = meanings;
        Shipment latest = history.latest();
        this.sequence = latest == null ? 0 : latest.sequence();
    }

    /** An event and the scan as it is known once the event is out. */
    record Written(TrackingEvent event, KnownScan scan) {}

    /** The number of the last event written, or of the last one ever if none was. */
    long sequence() {
        return sequence;
    }

    /** A scan that was told and is now withdrawn; empty if nobody was told of it, or of its withdrawal already. */
    Optional<Written> withdrawal(KnownScan scan) {
        KnownScan.Published before = scan.published();
        return before == null ? Optional.empty() : event(scan, before.subStatus(), true);
    }

    Optional<Written> event(KnownScan scan, SubStatus reading, boolean withdrawn) {
        KnownScan.Published before = scan.published();
        if (before != null && before.subStatus() == reading && before.withdrawn() == withdrawn) {
            return Optional.empty();
        }
        int corrections = before == null ? 0 : before.corrections() + 1;
        TrackingEvent event = write(scan, reading, withdrawn, corrections);
        return Optional.of(
                new Written(event, scan.published(new KnownScan.Published(reading, withdrawn, corrections))));
    }

    private TrackingEvent write(KnownScan scan, SubStatus reading, boolean withdrawn, int corrections) {
        boolean first = corrections == 0;
        Telling telling = scan.telling();
        @Nullable UUID corrects = first ? null : scan.id();
        return new TrackingEvent(
                first ? scan.id() : NameBasedId.of(scan.id(), "correction:" + corrections),
                first ? TrackingEvent.Type.EVENT : TrackingEvent.Type.CORRECTION,
                corrects,
                history.shipmentId(),
                history.carrier(),
                history.trackingNumber(),
                ++sequence,
                reading.status(),
                reading,
                telling.occurredAt(),
                scan.firstReceivedAt(),
                telling.description(),
                telling.location(),
                scan.provider().code(),
                telling.reading().rawCode(),
                telling.leg(),
                scan.evidence(),
                meanings.of(scan).rule(),
                Integer.toString(meanings.version(scan.provider())),
                scan.source(),
                withdrawn);
    }
}
