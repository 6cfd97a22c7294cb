package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Events, each once. The shipment need not be known yet: its row may come by another topic a moment later. One whose
 * month is no longer kept is left out.
 */
@ApplicationScoped
class EventProjectionRepository implements ProjectionRepository<TrackingEvent> {

    private static final String INSERT =
            """
            insert into tracking_event (shipment_id, event_id, recorded_at, sequence, occurred_at, document)
            select shipment_id, event_id, recorded_at, sequence, occurred_at, document::json
            from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::timestamptz[], $6::text[])
              as t (shipment_id, event_id, recorded_at, sequence, occurred_at, document)
            on conflict do nothing""";

    private static final Comparator<Change<TrackingEvent>> ORDER = Comparator.comparing(Change<TrackingEvent>::key)
            .thenComparing(change -> told(change).eventId());

    private final MonthRepository months;

    EventProjectionRepository(MonthRepository months) {
        this.months = months;
    }

    @Override
    public Topic<String, TrackingEvent> topic() {
        return Topics.EVENTS;
    }

    @Override
    public boolean accepts(Change<TrackingEvent> change) {
        TrackingEvent event = change.value();
        return event != null
                && Stream.of(
                                event.eventId(),
                                event.type(),
                                event.shipmentId(),
                                event.status(),
                                event.subStatus(),
                                event.occurredAt(),
                                event.recordedAt())
                        .allMatch(part -> part != null)
                && MonthRepository.isATime(event.recordedAt())
                && event.shipmentId().toString().equals(change.key());
    }

    @Override
    public Stream<Instant> months(Change<TrackingEvent> change) {
        return Stream.of(told(change).recordedAt());
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, List<Change<TrackingEvent>> changes) {
        List<Change<TrackingEvent>> kept = changes.stream()
                .filter(change -> months.isKept(told(change).recordedAt()))
                .sorted(ORDER)
                .toList();
        return kept.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(INSERT)
                        .execute(rows(kept))
                        .chain(() -> MonthRepository.note(
                                connection,
                                kept.stream()
                                        .map(change -> new ShipmentMonth(
                                                told(change).shipmentId().value(),
                                                told(change).recordedAt()))));
    }

    private static Tuple rows(List<Change<TrackingEvent>> changes) {
        List<TrackingEvent> events =
                changes.stream().map(EventProjectionRepository::told).toList();
        return Tuple.tuple()
                .addArrayOfUUID(
                        events.stream().map(event -> event.shipmentId().value()).toArray(UUID[]::new))
                .addArrayOfUUID(events.stream().map(TrackingEvent::eventId).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(events.stream()
                        .map(event -> event.recordedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfLong(events.stream().map(TrackingEvent::sequence).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(
                        events.stream().map(TrackingEvent::occurredAt).toArray(OffsetDateTime[]::new))
                .addArrayOfString(changes.stream().map(Change::document).toArray(String[]::new));
    }

    /** What an accepted change says. */
    private static TrackingEvent told(Change<TrackingEvent> change) {
        return Objects.requireNonNull(change.value());
    }
}
