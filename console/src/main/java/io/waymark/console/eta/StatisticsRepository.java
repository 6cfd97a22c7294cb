package io.waymark.console.eta;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.console.readmodel.LaneEnds;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Statistics of how long parcels took, drawn up out of their journeys. */
@ApplicationScoped
class StatisticsRepository {

    private static final String EVERY = "*";

    /** Those of the parcel's lane first. */
    private static final String FIND =
            """
            select case $2 when 'IN_TRANSIT' then j.in_transit_at else j.out_for_delivery_at end as began_at,
              s.origin, s.destination, s.minutes, s.since, s.predictions, s.in_range, s.by_latest
            from journey j left join registration r on r.shipment_id = j.shipment_id and r.merchant_id = $3
              join eta_statistics s on s.carrier = j.carrier and s.stage = $2
              and (s.origin = %s and s.destination = %s or s.origin = '*' and s.destination = '*')
            where j.shipment_id = $1
              and case $2 when 'IN_TRANSIT' then j.in_transit_at else j.out_for_delivery_at end is not null
            order by s.origin = '*'""";

    private static final String CLAIM =
            """
            insert into eta_run (began_at) values ($1)
            on conflict (only_one) do update set began_at = excluded.began_at where eta_run.began_at < $2
            returning began_at""";

    private static final String CARRIERS =
            "select distinct carrier from journey where delivered_at > $1::timestamptz - interval '180 days'";

    private static final String DRAW_UP = "select eta_draw_up($1, $2)";

    /** Of carriers that have delivered nothing for long. */
    private static final String FORGET = "delete from eta_statistics where carrier <> all ($1) and drawn_up_at < $2";

    private final Pool database;

    StatisticsRepository(Pool database) {
        this.database = database;
    }

    /**
     * What a parcel is compared with.
     *
     * @param beganAt when it entered the stage
     */
    record Comparable(Instant beganAt, Statistics statistics) {}

    /**
     * What a parcel in a stage can be compared with, the closest first; nothing where nothing is known.
     *
     * @param merchantId whose word on where it begins and ends counts, besides its scans; null for anybody's
     */
    Uni<List<Comparable>> find(ShipmentId shipment, Stage stage, @Nullable String merchantId) {
        LaneEnds ends = LaneEnds.of(merchantId);
        return database.preparedQuery(FIND.formatted(ends.origin(), ends.destination()))
                .execute(Tuple.of(shipment.value(), stage.name(), merchantId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(StatisticsRepository::comparable)
                        .toList());
    }

    /** Whether it is this replica's turn: whether nobody began since a time. */
    Uni<Boolean> claim(Instant now, Instant since) {
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), since.atOffset(ZoneOffset.UTC)))
                .map(claimed -> claimed.size() > 0);
    }

    /** Draws up all statistics as of a time, one carrier after the other, each in a transaction of its own. */
    Uni<Void> drawUp(Instant now) {
        return database.preparedQuery(CARRIERS)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("carrier"))
                        .toArray(String[]::new))
                .chain(carriers -> RecordHandler.each(List.of(carriers), carrier -> drawUp(carrier, now))
                        .chain(() -> database.preparedQuery(FORGET)
                                .execute(Tuple.of(carriers, now.atOffset(ZoneOffset.UTC)))))
                .replaceWithVoid();
    }

    private Uni<Void> drawUp(String carrier, Instant now) {
        return database.withTransaction(connection -> connection
                .preparedQuery(DRAW_UP)
                .execute(Tuple.of(carrier, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid());
    }

    private static Comparable comparable(Row row) {
        String origin = row.getString("origin");
        return new Comparable(
                row.getOffsetDateTime("began_at").toInstant(),
                new Statistics(
                        EVERY.equals(origin) ? null : origin + "-" + row.getString("destination"),
                        List.of(row.getArrayOfIntegers("minutes")),
                        row.getOffsetDateTime("since").toInstant(),
                        row.getInteger("predictions"),
                        row.getInteger("in_range"),
                        row.getInteger("by_latest")));
    }
}
