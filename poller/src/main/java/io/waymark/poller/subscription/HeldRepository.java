package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.watch.WatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what waits for a person, and gives it another chance. */
@ApplicationScoped
class HeldRepository {

    private static final String HELD =
            """
            (select 'subscribe' as operation, shipment_id, provider, carrier, tracking_number,
               coalesce(last_code, '') as code, last_attempt_at as since
             from subscription where state = 'HELD' order by last_attempt_at limit 200)
            union all
            (select 'query', shipment_id, provider, carrier, tracking_number, coalesce(last_code, ''), asked_at
             from watch where held order by asked_at limit 200)
            order by since limit 200
            """;

    private static final String RETRY =
            """
            update subscription set state = 'DUE', attempts = 0, next_attempt_at = now()
            where shipment_id = $1 and state in ('HELD', 'REFUSED')
            """;

    private final Pool database;
    private final WatchRepository watches;

    HeldRepository(Pool database, WatchRepository watches) {
        this.database = database;
        this.watches = watches;
    }

    /** The first two hundred, longest waiting first. */
    Uni<List<HeldNumber>> held() {
        return database.query(HELD).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new HeldNumber(
                        row.getString("operation"),
                        row.getUUID("shipment_id").toString(),
                        row.getString("provider"),
                        row.getString("carrier"),
                        row.getString("tracking_number"),
                        row.getString("code"),
                        row.getOffsetDateTime("since")))
                .toList());
    }

    /** How many of the shipment's subscriptions and queries are due again; numbers that were given up are among them. */
    Uni<Integer> retry(ShipmentId shipment) {
        return database.withTransaction(c -> c.preparedQuery(RETRY)
                .execute(Tuple.of(shipment.value()))
                .map(rows -> rows.rowCount())
                .chain(subscribed -> watches.askAgain(c, shipment.value()).map(asked -> subscribed + asked)));
    }
}
