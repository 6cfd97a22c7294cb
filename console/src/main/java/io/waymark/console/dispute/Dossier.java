package io.waymark.console.dispute;

import io.waymark.console.api.SettlementView;
import io.waymark.contract.RawSource;
import io.waymark.contract.TrackingEvent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a settlement and its parcel.
 *
 * @param settlement with its changes and attempts
 * @param events of the parcel, in the order in which they happened
 * @param raws which raw records told them; null where a record is no longer kept
 */
record Dossier(SettlementView settlement, List<TrackingEvent> events, Map<RawSource, RawProof> raws) {

    /** A raw record and the events that it told first, by their sequence; {@code proof} is null if it is no longer kept. */
    record Told(RawSource source, List<Long> sequences, @Nullable RawProof proof) {}

    Dossier {
        events = events.stream()
                .sorted(Comparator.comparing(
                                (TrackingEvent event) -> event.occurredAt().toInstant())
                        .thenComparing(TrackingEvent::sequence))
                .toList();
    }

    /** The raw records behind events, in the events' order. */
    static List<RawSource> sources(List<TrackingEvent> events) {
        return events.stream()
                .flatMap(event -> RawSource.parse(event.source()).stream())
                .distinct()
                .toList();
    }

    /** The raw records, in the order of the first event that each told. */
    List<Told> told() {
        Map<RawSource, List<Long>> sequences = new LinkedHashMap<>();
        events.forEach(event -> RawSource.parse(event.source())
                .ifPresent(source -> sequences.merge(source, List.of(event.sequence()), (before, more) -> Stream.concat(
                                before.stream(), more.stream())
                        .toList())));
        return sequences.entrySet().stream()
                .map(one -> new Told(one.getKey(), one.getValue(), raws.get(one.getKey())))
                .toList();
    }

    /** Whether the settlement rests on the event. */
    boolean isProof(TrackingEvent event) {
        return event.eventId().equals(settlement.evidenceEventId());
    }

    /** The event on which the settlement rests; empty if there is none, or it is not known here. */
    Optional<TrackingEvent> proof() {
        return events.stream().filter(this::isProof).findFirst();
    }

    /** The raw record that told an event; empty if it is no longer kept. */
    Optional<RawProof> raw(TrackingEvent event) {
        return RawSource.parse(event.source()).map(raws::get);
    }
}
