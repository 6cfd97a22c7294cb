package io.waymark.poller.watch;

import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.TrackingEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one provider has told of one shipment: at which times something new, and where the parcel was by then. Never empty
 * once it is in a {@link FactBatch}.
 */
final class Heard {

    private static final Comparator<Scan> NEWEST = Comparator.comparing(
                    Scan::occurredAt, OffsetDateTime.timeLineOrder())
            .thenComparingLong(Scan::sequence);

    /** By when it was received; of the scans that one report told, the newest. */
    private final TreeMap<Instant, Scan> scans = new TreeMap<>();

    private final Source source;

    private record Scan(OffsetDateTime occurredAt, long sequence, ShipmentStatus status) {}

    Heard(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    /** Adds an event of this shipment and provider. */
    void add(TrackingEvent event) {
        Scan scan = new Scan(event.occurredAt(), event.sequence(), event.status());
        scans.merge(
                event.recordedAt().truncatedTo(ChronoUnit.MILLIS),
                scan,
                (one, other) -> NEWEST.compare(one, other) >= 0 ? one : other);
    }

    /** The row after this; empty if it changes nothing there, since the row has heard of all of it. */
    Optional<Listener> heardBy(Listener row) {
        Instant newest = scans.lastKey();
        boolean later = newest.isAfter(row.heardAt());
        boolean healed = row.healed() || scans.keySet().stream().anyMatch(row::isAnswer);
        if (row.told() && !later && healed == row.healed()) {
            return Optional.empty();
        }
        ShipmentStatus status =
                later || !row.told() ? scans.lastEntry().getValue().status() : row.heardStatus();
        return Optional.of(new Listener(
                row.id(),
                source,
                later ? newest : row.heardAt(),
                status,
                true,
                row.askedAt(),
                row.answeredAt(),
                healed));
    }

    /**
     * How long the provider's pauses were before what it told now. Only what it pushed says how long it is silent if nobody
     * asks: what ended with our question, began with its answer or was interrupted by it does not count.
     *
     * @param rows of the shipment at the provider, as they were before; not empty
     */
    List<SilenceGap> gaps(List<Listener> rows) {
        Listener first = rows.get(0);
        Instant from = first.heardAt();
        ShipmentStatus status = first.heardStatus();
        boolean told = first.told();
        List<SilenceGap> gaps = new ArrayList<>();
        for (var scan : scans.tailMap(from, false).entrySet()) {
            if (told && isPushed(from, scan.getKey(), rows)) {
                gaps.add(SilenceGap.of(source.provider(), status, Duration.between(from, scan.getKey())));
            }
            from = scan.getKey();
            status = scan.getValue().status();
            told = true;
        }
        return gaps;
    }

    private static boolean isPushed(Instant from, Instant to, List<Listener> rows) {
        return rows.stream().noneMatch(row -> row.isAnswer(from) || row.isAnswer(to) || row.isAskedBetween(from, to));
    }
}
