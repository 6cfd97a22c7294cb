package io.waymark.console.eta;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes parcels of which a test knows how long they took. */
@ApplicationScoped
public class Journeys {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String ADD =
            """
            insert into journey (shipment_id, carrier, said_origin, said_destination, scan_destination, first_at, in_transit_at,
              delivered_at, returned_at)
            select gen_random_uuid(), $1, $2, $3, $4, $5, $5, $6, $7 from generate_series(1, $8)""";

    private final Pool database;
    private final StatisticsRepository statistics;

    Journeys(Pool database, StatisticsRepository statistics) {
        this.database = database;
        this.statistics = statistics;
    }

    /** So many that were picked up at a time and took so long. */
    void add(String carrier, String origin, String destination, Instant began, Duration took, int parcels) {
        add(carrier, origin, destination, "", began, began.plus(took), null, parcels);
    }

    /** So many whose destination only their last scans told. */
    void addToldByScans(String carrier, String origin, String destination, Instant began, Duration took, int parcels) {
        add(carrier, origin, "", destination, began, began.plus(took), null, parcels);
    }

    /** So many that were picked up at a time and have not arrived since. */
    void addUnarrived(String carrier, Instant began, int parcels) {
        add(carrier, "", "", "", began, null, null, parcels);
    }

    /** So many that were picked up at a time, and went back to the sender a day later. */
    void addReturned(String carrier, Instant began, int parcels) {
        Instant back = began.plus(Duration.ofDays(1));
        add(carrier, "", "", "", began, back, back, parcels);
    }

    private void add(
            String carrier,
            String origin,
            String said,
            String scanned,
            Instant began,
            @Nullable Instant delivered,
            @Nullable Instant returned,
            int parcels) {
        database.preparedQuery(ADD)
                .execute(Tuple.from(
                        new Object[] {carrier, origin, said, scanned, utc(began), utc(delivered), utc(returned), parcels
                        }))
                .await()
                .atMost(SOON);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** Forty that were picked up a while ago and took 1, 2, … 40 hours. */
    void addForty(String carrier, String origin, String destination, Instant now) {
        for (int hours = 1; hours <= 40; hours++) {
            add(carrier, origin, destination, now.minus(Duration.ofDays(40)), Duration.ofHours(hours), 1);
        }
    }

    void drawUp(Instant now) {
        statistics.drawUp(now).await().atMost(SOON);
    }

    /** Of the parcels that a carrier's others are compared with: how many, and how many of them took so long. */
    String compared(String carrier, Duration took) {
        return database.preparedQuery(
                        """
                        select cardinality(minutes) || ' ' || (select count(*) from unnest(minutes) m where m = $2) as compared
                        from eta_statistics where carrier = $1 and origin = '*' and stage = 'IN_TRANSIT'""")
                .execute(Tuple.of(carrier, (int) took.toMinutes()))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getString("compared");
    }

    /** The lanes that a carrier has statistics of, {@code *-*} for all. */
    List<String> lanes(String carrier) {
        return StreamSupport.stream(
                        database.preparedQuery(
                                        """
                                        select origin || '-' || destination as lane from eta_statistics
                                        where carrier = $1 order by 1""")
                                .execute(Tuple.of(carrier))
                                .await()
                                .atMost(SOON)
                                .spliterator(),
                        false)
                .map(row -> row.getString("lane"))
                .toList();
    }

    /** What the back-test found of all parcels of a carrier: predictions, in range, by the latest. */
    String judged(String carrier) {
        return database.preparedQuery(
                        """
                        select predictions || ' ' || in_range || ' ' || by_latest as judged from eta_statistics
                        where carrier = $1 and origin = '*' and stage = 'IN_TRANSIT'""")
                .execute(Tuple.of(carrier))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getString("judged");
    }
}
