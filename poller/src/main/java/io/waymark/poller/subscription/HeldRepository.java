package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what waits for a person, and gives it another chance. */
@ApplicationScoped
class HeldRepository {

    private static final String HELD =
            """
            select shipment_id, provider, carrier, tracking_number, coalesce(last_code, '') as code, last_attempt_at
            from subscription where state = 'HELD' order by last_attempt_at limit 200
            """;

    private static final String RETRY =
            """
            update subscription set state = 'DUE', attempts = 0, next_attempt_at = now()
            where shipment_id = $1 and state in ('HELD', 'REFUSED')
            """;

    private final Pool database;

    HeldRepository(Pool database) {
        this.database = database;
    }

    /** The first two hundred, longest waiting first. */
    Uni<List<HeldSubscription>> held() {
        return database.query(HELD).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new HeldSubscription(
                        row.getUUID("shipment_id").toString(),
                        row.getString("provider"),
                        row.getString("carrier"),
                        row.getString("tracking_number"),
                        row.getString("code"),
                        row.getOffsetDateTime("last_attempt_at")))
                .toList());
    }

    /** How many of the shipment's subscriptions are due again. */
    Uni<Integer> retry(ShipmentId shipment) {
        return database.preparedQuery(RETRY).execute(Tuple.of(shipment.value())).map(rows -> rows.rowCount());
    }
}
