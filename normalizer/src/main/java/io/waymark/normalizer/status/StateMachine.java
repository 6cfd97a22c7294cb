package io.waymark.normalizer.status;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Flag;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One step: a history and something new give a history and what readers must be told.
 *
 * <p>The status is derived from all scans each time and never moved on from the last one, so neither late scans nor
 * repeats nor a replay can change it. See {@code RATIONALE.md}.
 */
public final class StateMachine {

    private final MeaningTable meanings;

    /** By the meanings that this release brings. */
    public StateMachine() {
        this(MeaningTable.released());
    }

    /** @param meanings what codes mean */
    public StateMachine(MeaningTable meanings) {
        this.meanings = meanings;
    }

    /** Codes may mean something else than when the history was last looked at. Leads to nothing if none does. */
    public Publication refold(ShipmentHistory history) {
        return publish(history);
    }

    /** Merchants registered the shipment, or changed what they registered. */
    public Publication register(ShipmentHistory history, RegisteredShipment registration) {
        return publish(history.registered(registration));
    }

    /**
     * A provider reported. A repeat leads to no event and no publication.
     *
     * @param source which raw record, as {@link io.waymark.contract.RawSource} writes it
     */
    public Publication report(
            ShipmentHistory history, RawPayload raw, ProviderId provider, ParsedPayload parsed, String source) {
        return publish(history.with(Report.of(raw, provider, parsed, source)));
    }

    private Publication publish(ShipmentHistory history) {
        Outcome outcome = Derivation.of(history.standing(), meanings);
        Map<UUID, KnownScan> told = new TreeMap<>(history.scans());
        List<TrackingEvent> events = new ArrayList<>();
        EventWriter writer = new EventWriter(history, meanings);
        outcome.readings().forEach((id, reading) -> writer.event(known(told, id), reading, false)
                .ifPresent(event -> add(event, told, events)));
        history.scans().values().stream().filter(history::isWithdrawn).forEach(scan -> writer.withdrawal(scan)
                .ifPresent(event -> add(event, told, events)));
        Shipment now = shipment(history, outcome, writer.sequence());
        boolean changed = !now.equals(history.latest());
        Shipment latest = changed ? numbered(now, now.revision() + 1) : now;
        return new Publication(
                history.published(told, latest), events, changed ? Optional.of(latest) : Optional.empty());
    }

    private static KnownScan known(Map<UUID, KnownScan> scans, UUID id) {
        KnownScan scan = scans.get(id);
        if (scan == null) {
            throw new IllegalStateException("a reading without its scan");
        }
        return scan;
    }

    private static void add(EventWriter.Written written, Map<UUID, KnownScan> told, List<TrackingEvent> events) {
        told.put(written.scan().id(), written.scan());
        events.add(written.event());
    }

    private static Shipment shipment(ShipmentHistory history, Outcome outcome, long sequence) {
        Set<Flag> flags = new TreeSet<>(outcome.flags());
        if (!history.aliases().isEmpty()) {
            flags.add(Flag.CARRIER_CORRECTED);
        }
        SubStatus subStatus = withoutScans(history, outcome);
        Shipment before = history.latest();
        return new Shipment(
                history.shipmentId(),
                history.carrier(),
                history.trackingNumber(),
                history.orderId(),
                history.isRegistered(),
                subStatus.status(),
                subStatus,
                history.note().monitoring(),
                List.copyOf(history.aliases()),
                outcome.deliveredAt(),
                outcome.lastEventAt(),
                outcome.decidedBy(),
                flags,
                sequence,
                before == null ? 0 : before.revision());
    }

    /** A number that a provider gave up for want of a record, and of which nobody has told a scan, is not found. */
    private static SubStatus withoutScans(ShipmentHistory history, Outcome outcome) {
        return history.scans().isEmpty() && history.unrecorded() ? SubStatus.NO_RECORD : outcome.subStatus();
    }

    private static Shipment numbered(Shipment shipment, long revision) {
        return new Shipment(
                shipment.shipmentId(),
                shipment.carrier(),
                shipment.trackingNumber(),
                shipment.orderId(),
                shipment.registered(),
                shipment.status(),
                shipment.subStatus(),
                shipment.monitoring(),
                shipment.aliases(),
                shipment.deliveredAt(),
                shipment.lastEventAt(),
                shipment.decidedBy(),
                shipment.flags(),
                shipment.sequence(),
                revision);
    }
}
