package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.watch.WatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
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

    /** Not what nobody wants pushed. */
    private static final String RETRY =
            """
            update subscription s set state = 'DUE', attempts = 0, next_attempt_at = now()
            where s.shipment_id = $1 and s.state in ('HELD', 'REFUSED') and not exists (
              select from watch w where w.shipment_id = s.shipment_id and w.provider = s.provider
                and w.carrier = s.carrier and w.tracking_number = s.tracking_number and w.tracking in ('PULL', 'NONE'))
            """;

    private final Pool database;
    private final WatchRepository watches;
    private final RenewalRepository renewals;

    HeldRepository(Pool database, WatchRepository watches, RenewalRepository renewals) {
        this.database = database;
        this.watches = watches;
        this.renewals = renewals;
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
        UUID id = shipment.value();
        return database.withTransaction(c -> c.preparedQuery(RegistrationRepository.LOCK)
                .execute(Tuple.tuple().addArrayOfUUID(new UUID[] {id}))
                .chain(() -> c.preparedQuery(RETRY).execute(Tuple.of(id)))
                .map(rows -> rows.rowCount())
                .chain(subscribed -> watches.askAgain(c, id).map(asked -> subscribed + asked))
                .call(() -> renewals.takeUp(c, List.of(id))));
    }
}
