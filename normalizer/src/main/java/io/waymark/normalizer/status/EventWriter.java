package io.waymark.normalizer.status;

import io.waymark.contract.NameBasedId;
import io.waymark.contract.Shipment;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the events of one step and numbers them. A scan that means what readers already know gives none. */
final class EventWriter {

    private final ShipmentHistory history;
    private final MeaningTable meanings;
    private final Map<UUID, KnownScan> told;
    private final List<TrackingEvent> events = new ArrayList<>();
    private long sequence;

    EventWriter(ShipmentHistory history, MeaningTable meanings) {
        this.history = history;
        this.meanings = meanings;
        this.told = new TreeMap<>(history.scans());
        Shipment latest = history.latest();
        this.sequence = latest == null ? 0 : latest.sequence();
    }

    /** The number of the last event written, or of the last one ever if none was. */
    long sequence() {
        return sequence;
    }

    /** The events written so far. */
    List<TrackingEvent> events() {
        return List.copyOf(events);
    }

    /** The history's scans, as they are known once the events are out. */
    Map<UUID, KnownScan> told() {
        return told;
    }

    /**
     * A scan that stands.
     *
     * @param late whether a later one was told before
     */
    void event(KnownScan scan, SubStatus reading, boolean late) {
        KnownScan.Published before = scan.published();
        if (before == null || before.subStatus() != reading || before.withdrawn()) {
            write(scan, reading, false, late);
        }
    }

    /** A scan that was told and is now withdrawn; nothing if nobody was told of it, or of its withdrawal already. */
    void withdrawal(KnownScan scan) {
        KnownScan.Published before = scan.published();
        if (before != null && !before.withdrawn()) {
            write(scan, before.subStatus(), true, false);
        }
    }

    /** A scan whose meaning is the same and that decides the status now and did not before. */
    void decision(UUID id) {
        KnownScan scan = told.get(id);
        if (scan != null && scan.published() != null) {
            write(scan, scan.published().subStatus(), false, false);
        }
    }

    private void write(KnownScan scan, SubStatus reading, boolean withdrawn, boolean late) {
        KnownScan.Published before = scan.published();
        int corrections = before == null ? 0 : before.corrections() + 1;
        told.put(scan.id(), scan.published(new KnownScan.Published(reading, withdrawn, corrections)));
        boolean first = corrections == 0;
        Telling telling = first ? scan.telling() : scan.telling().masked();
        @Nullable UUID corrects = first ? null : scan.id();
        events.add(new TrackingEvent(
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
                telling.description().toString(),
                telling.location(),
                scan.provider().code(),
                telling.reading().rawCode(),
                telling.leg(),
                scan.evidence(),
                meanings.of(scan).rule(),
                Integer.toString(meanings.version(scan.provider())),
                scan.source(),
                withdrawn,
                first && late));
    }
}
