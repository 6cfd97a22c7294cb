package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Evidence;
import io.waymark.contract.Location;
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
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events, each once. The shipment need not be known yet: its row may come by another topic a moment later. One whose
 * month is no longer kept is left out.
 */
@ApplicationScoped
class EventProjectionRepository implements ProjectionRepository<TrackingEvent> {

    private static final String INSERT =
            """
            insert into tracking_event (shipment_id, event_id, recorded_at, sequence, occurred_at, document,
                                        carrier, scan_id, status, sub_status, withdrawn, pushed, area)
            select shipment_id, event_id, recorded_at, sequence, occurred_at, document::json,
                   carrier, scan_id, status, sub_status, withdrawn, pushed, area
            from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[],
                        $8::uuid[], $9::text[], $10::text[], $11::boolean[], $12::boolean[], $13::text[])
              as t (shipment_id, event_id, recorded_at, sequence, occurred_at, document,
                    carrier, scan_id, status, sub_status, withdrawn, pushed, area)
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
    public Stream<UUID> travelled(Change<TrackingEvent> change) {
        return Stream.of(told(change).shipmentId().value());
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
        return Tuple.tuple()
                .addArrayOfUUID(each(changes, event -> event.shipmentId().value(), UUID[]::new))
                .addArrayOfUUID(each(changes, TrackingEvent::eventId, UUID[]::new))
                .addArrayOfOffsetDateTime(
                        each(changes, event -> event.recordedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfLong(each(changes, TrackingEvent::sequence, Long[]::new))
                .addArrayOfOffsetDateTime(each(changes, TrackingEvent::occurredAt, OffsetDateTime[]::new))
                .addArrayOfString(changes.stream().map(Change::document).toArray(String[]::new))
                .addArrayOfString(each(changes, TrackingEvent::carrier, String[]::new))
                .addArrayOfUUID(each(changes, TrackingEvent::scanId, UUID[]::new))
                .addArrayOfString(each(changes, event -> event.status().name(), String[]::new))
                .addArrayOfString(each(changes, event -> event.subStatus().name(), String[]::new))
                .addArrayOfBoolean(each(changes, TrackingEvent::withdrawn, Boolean[]::new))
                .addArrayOfBoolean(each(changes, EventProjectionRepository::isPushed, Boolean[]::new))
                .addArrayOfString(each(changes, EventProjectionRepository::area, String[]::new));
    }

    /** Whether a provider told it by itself, and told nothing later before it. */
    private static boolean isPushed(TrackingEvent event) {
        return event.type() == TrackingEvent.Type.EVENT && event.evidence() == Evidence.SIGNED_PUSH && !event.late();
    }

    private static @Nullable String area(TrackingEvent event) {
        Location location = event.location();
        return location == null ? null : location.areaCode();
    }

    /** Null where an event has no such part. */
    private static <R> R[] each(
            List<Change<TrackingEvent>> changes, Function<TrackingEvent, @Nullable R> part, IntFunction<R[]> array) {
        return changes.stream().map(EventProjectionRepository::told).map(part).toArray(array);
    }

    /** What an accepted change says. */
    private static TrackingEvent told(Change<TrackingEvent> change) {
        return Objects.requireNonNull(change.value());
    }
}
