package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.watch.PlanRepository;
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

    private static final String LOCK_WATCHES = "select from watch where shipment_id = $1 order by id for update";

    private static final String ASK_AGAIN =
            "update watch set held = false, failures = 0 where shipment_id = $1 and held";

    private final Pool database;
    private final PlanRepository plans;

    HeldRepository(Pool database, PlanRepository plans) {
        this.database = database;
        this.plans = plans;
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

    /** How many of the shipment's subscriptions and queries are due again. */
    Uni<Integer> retry(ShipmentId shipment) {
        Tuple which = Tuple.of(shipment.value());
        return database.withTransaction(c -> run(c, RETRY, which)
                .chain(subscribed -> c.preparedQuery(LOCK_WATCHES)
                        .execute(which)
                        .chain(() -> run(c, ASK_AGAIN, which))
                        .map(asked -> subscribed + asked))
                .call(() -> plans.replan(c, List.of(shipment.value()))));
    }

    private static Uni<Integer> run(SqlConnection c, String statement, Tuple which) {
        return c.preparedQuery(statement).execute(which).map(rows -> rows.rowCount());
    }
}
