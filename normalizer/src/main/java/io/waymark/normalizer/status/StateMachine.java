package io.waymark.normalizer.status;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Flag;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One step: a history and something new give a history and what readers must be told.
 *
 * <p>The status is derived from all scans each time and never moved on from the last one, so neither late scans nor
 * repeats nor a replay can change it. See {@code RATIONALE.md}.
 */
public final class StateMachine {

    private final MeaningTable meanings;
    private final Shrinker shrinker;

    /** By the meanings that this release brings. */
    public StateMachine() {
        this(MeaningTable.released());
    }

    /** @param meanings what codes mean */
    public StateMachine(MeaningTable meanings) {
        this.meanings = meanings;
        this.shrinker = new Shrinker(meanings);
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
        ShipmentHistory known = stub(history, raw.receivedAt()).orElse(history);
        Tally tally = new Tally();
        return publish(known.with(Report.of(raw, provider, parsed, source, known), tally), tally);
    }

    /** What is to be kept of a shipment that is over and of which nobody has heard for long; empty if that is all of it. */
    public Optional<ShipmentHistory> stub(ShipmentHistory history, Instant now) {
        return history.isClosedAndSilentAt(now) && !history.scans().isEmpty()
                ? Optional.of(shrinker.atMost(0, history))
                : Optional.empty();
    }

    /** A further number turned out to be the same parcel's. */
    public Publication link(ShipmentHistory history, String alias) {
        return publish(history.withAlias(alias));
    }

    /** A shipment wants to be told what this number of its is told, from the beginning. */
    public Publication listen(ShipmentHistory history, ShipmentId listener) {
        return publish(history.withListener(listener));
    }

    /** An alias was told something. */
    public Publication hear(ShipmentHistory history, Forward news) {
        return publish(history.with(news));
    }

    private Publication publish(ShipmentHistory history) {
        return publish(history, new Tally());
    }

    private Publication publish(ShipmentHistory history, Tally tally) {
        List<Placed> ordered = Placed.inOrder(history.known().standing(), meanings);
        Outcome outcome = Derivation.of(history.folded(), ordered);
        EventWriter writer = new EventWriter(history, meanings);
        tell(history, ordered, outcome, writer);
        Shipment now = shipment(history, outcome, writer.sequence());
        boolean changed = !now.equals(history.latest());
        Shipment latest = changed ? numbered(now, now.revision() + 1) : now;
        return new Publication(
                shrinker.atMost(ShipmentHistory.MAX_KEPT, history.published(writer.told(), latest)),
                writer.events(),
                changed ? Optional.of(latest) : Optional.empty(),
                tally.added(),
                tally.repeats(),
                newlyIllegal(history, outcome),
                newlyUnknown(ordered));
    }

    private static void tell(ShipmentHistory history, List<Placed> ordered, Outcome outcome, EventWriter writer) {
        int lastTold = lastTold(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            KnownScan scan = ordered.get(i).scan();
            SubStatus reading = Objects.requireNonNull(outcome.readings().get(scan.id()));
            writer.event(scan, reading, i < lastTold || history.folded().endsAfter(scan.telling()));
        }
        history.scans().values().stream().filter(history.known()::isWithdrawn).forEach(writer::withdrawal);
        if (isSilentChange(history, outcome, writer.events())) {
            writer.decision(Objects.requireNonNull(outcome.decidedBy()));
        }
    }

    private static int lastTold(List<Placed> ordered) {
        int last = ordered.size() - 1;
        while (last >= 0 && ordered.get(last).scan().published() == null) {
            last--;
        }
        return last;
    }

    /** No status changes unless the scan that decides it is told, or some other is corrected. */
    private static boolean isSilentChange(ShipmentHistory history, Outcome outcome, List<TrackingEvent> events) {
        Shipment before = history.latest();
        return before != null
                && outcome.decidedBy() != null
                && before.status() != outcome.subStatus().status()
                && events.stream()
                        .noneMatch(event -> event.type() == TrackingEvent.Type.CORRECTION
                                || event.scanId().equals(outcome.decidedBy()));
    }

    private static int newlyIllegal(ShipmentHistory history, Outcome outcome) {
        return (int) outcome.illegal().stream()
                .map(history.scans()::get)
                .filter(scan -> scan != null && scan.published() == null)
                .count();
    }

    private static int newlyUnknown(List<Placed> ordered) {
        return (int) ordered.stream()
                .filter(placed -> !placed.meaning().known() && placed.scan().published() == null)
                .count();
    }

    private static Shipment shipment(ShipmentHistory history, Outcome outcome, long sequence) {
        Set<Flag> flags = new TreeSet<>(outcome.flags());
        if (history.furtherNumbers().size() < history.aliases().size()) {
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
                history.note().named(),
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
        return history.known().isEmpty() && history.unrecorded() ? SubStatus.NO_RECORD : outcome.subStatus();
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
                shipment.monitoringSubscription(),
                shipment.aliases(),
                shipment.deliveredAt(),
                shipment.lastEventAt(),
                shipment.decidedBy(),
                shipment.flags(),
                shipment.sequence(),
                revision);
    }
}
