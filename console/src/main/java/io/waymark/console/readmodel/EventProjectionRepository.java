package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Events, each once. The shipment need not be known yet: its row may come by another topic a moment later. */
@ApplicationScoped
class EventProjectionRepository implements ProjectionRepository<TrackingEvent> {

    private static final JsonSerde<TrackingEvent> EVENTS = JsonSerde.of(TrackingEvent.class);

    private static final String INSERT =
            """
            insert into tracking_event (event_id, shipment_id, sequence, occurred_at, document)
            values ($1, $2, $3, $4, $5::text::json) on conflict (event_id) do nothing""";

    private final Pool database;

    EventProjectionRepository(Pool database) {
        this.database = database;
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
                && event.shipmentId().toString().equals(change.key());
    }

    @Override
    public Uni<Void> apply(List<Change<TrackingEvent>> changes) {
        List<Tuple> rows = changes.stream()
                .flatMap(change -> Stream.ofNullable(change.value()))
                .sorted(Comparator.comparing(TrackingEvent::eventId))
                .map(EventProjectionRepository::row)
                .toList();
        return database.withTransaction(connection ->
                connection.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid());
    }

    private static Tuple row(TrackingEvent event) {
        return Tuple.from(List.of(
                event.eventId(),
                event.shipmentId().value(),
                event.sequence(),
                event.occurredAt(),
                Documents.text(EVENTS, event)));
    }
}
