package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.TrackingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A shipment's events, newest first: by the time of the scan and, where that is the same, by sequence, so that a
 * correction stands right before the scan it corrects. Whether the caller may see the shipment is asked elsewhere.
 */
@ApplicationScoped
public class EventQueryRepository {

    private static final JsonSerde<TrackingEvent> EVENTS = JsonSerde.of(TrackingEvent.class);

    /** So that no month's partition is looked at in which nothing was told of the shipment. */
    private static final String MONTHS =
            """

            and recorded_at >= (select min(month) from shipment_month where shipment_id = $1)
            and recorded_at < (select date_trunc('month', max(month) + interval '744 hours', 'UTC')
                               from shipment_month where shipment_id = $1)""";

    static final String ALL =
            "select document::text as document from tracking_event where shipment_id = $1 and sequence <= $2" + MONTHS;
    private static final String AFTER =
            " and (occurred_at, sequence) < (select occurred_at, sequence from tracking_event"
                    + " where shipment_id = $1 and event_id = $3" + MONTHS + ")";
    private static final String ORDER = " order by occurred_at desc, sequence desc";

    private static final String FOLLOWING = "select document::text as document from tracking_event"
            + " where shipment_id = $1 and sequence > $2" + MONTHS + " order by sequence limit $3";

    private static final String NEWEST_OF =
            """
            select event_id from tracking_event
            where shipment_id = $1 and (event_id = $2 or document ->> 'corrects' = $2::text) %s
            order by sequence desc limit 1"""
                    .formatted(MONTHS);

    /** Of the events of a shipment: every one. */
    public static final long EVERY = Long.MAX_VALUE;

    private final Pool database;

    EventQueryRepository(Pool database) {
        this.database = database;
    }

    /** All of them. Their number is bounded by what the normalizer keeps of one shipment. */
    public Uni<List<TrackingEvent>> all(ShipmentId shipment) {
        return all(shipment, EVERY);
    }

    /** All up to a sequence. */
    public Uni<List<TrackingEvent>> all(ShipmentId shipment, long sequence) {
        return query(ALL + ORDER, Tuple.of(shipment.value(), sequence));
    }

    /**
     * Part of those up to a sequence.
     *
     * @param after the event with which the part before ended; null for the first
     * @param rows how many at most
     */
    public Uni<List<TrackingEvent>> page(ShipmentId shipment, long sequence, @Nullable Position after, int rows) {
        return after == null
                ? query(ALL + ORDER + " limit $3", Tuple.of(shipment.value(), sequence, rows))
                : query(ALL + AFTER + ORDER + " limit $4", Tuple.of(shipment.value(), sequence, after.id(), rows));
    }

    /** The next ones in the order in which they were told. */
    public Uni<List<TrackingEvent>> after(ShipmentId shipment, long sequence, int rows) {
        return query(FOLLOWING, Tuple.of(shipment.value(), sequence, rows));
    }

    /** The newest event about a scan: its last correction, or else the scan's own; empty if none is known yet. */
    public Uni<Optional<UUID>> newestOf(ShipmentId shipment, UUID scan) {
        return database.preparedQuery(NEWEST_OF)
                .execute(Tuple.of(shipment.value(), scan))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("event_id"))
                        .findFirst());
    }

    private Uni<List<TrackingEvent>> query(String sql, Tuple parameters) {
        return database.preparedQuery(sql).execute(parameters).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> MaskedEvent.of(EVENTS.read(Documents.bytes(row.getString("document")))))
                .toList());
    }
}
