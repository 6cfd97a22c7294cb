package io.waymark.console.eta;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Makes parcels of which a test knows how long they took. */
@ApplicationScoped
public class Journeys {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String ADD =
            """
            insert into journey (shipment_id, carrier, said_origin, said_destination, first_at, in_transit_at, delivered_at)
            values ($1, $2, $3, $4, $5, $5, $6)""";

    private final Pool database;
    private final StatisticsRepository statistics;

    Journeys(Pool database, StatisticsRepository statistics) {
        this.database = database;
        this.statistics = statistics;
    }

    /** So many that were picked up at a time and took so long. */
    void add(String carrier, String origin, String destination, Instant began, Duration took, int parcels) {
        for (int i = 0; i < parcels; i++) {
            database.preparedQuery(ADD)
                    .execute(Tuple.of(
                            UUID.randomUUID(),
                            carrier,
                            origin,
                            destination,
                            began.atOffset(ZoneOffset.UTC),
                            began.plus(took).atOffset(ZoneOffset.UTC)))
                    .await()
                    .atMost(SOON);
        }
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
