package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads who should be telling of a shipment. Fails if PostgreSQL is away. */
@ApplicationScoped
class LedgerRepository {

    static final String NUMBERS =
            """
            select coalesce(w.provider, s.provider) as provider, coalesce(w.carrier, s.carrier) as carrier,
                   coalesce(w.tracking_number, s.tracking_number) as tracking_number,
                   s.state, s.number, s.accepted_at, case when w.told then w.heard_at end as last_heard,
                   w.silent_since, w.next_at, w.purpose, w.end_reason,
                   case when w.answered_at > s.last_attempt_at or s.last_code is null then w.last_code else s.last_code end
                     as last_code
            from (select * from watch where shipment_id = $1) w
            full join (select * from subscription where shipment_id = $1) s
              on s.provider = w.provider and s.carrier = w.carrier and s.tracking_number = w.tracking_number
            order by coalesce(s.number, w.number), 1, 2, 3
            """;

    private final Pool database;

    LedgerRepository(Pool database) {
        this.database = database;
    }

    /** Every number of the shipment; none if it is not followed. */
    Uni<List<Followed>> numbers(ShipmentId shipment) {
        return database.preparedQuery(NUMBERS)
                .execute(Tuple.of(shipment.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerRepository::followed)
                        .toList());
    }

    private static Followed followed(Row row) {
        return new Followed(
                row.getString("provider"),
                row.getString("carrier"),
                row.getString("tracking_number"),
                row.getString("state"),
                row.getInteger("number"),
                row.getOffsetDateTime("accepted_at"),
                row.getOffsetDateTime("last_heard"),
                row.getOffsetDateTime("silent_since"),
                row.getOffsetDateTime("next_at"),
                row.getString("purpose"),
                row.getString("end_reason"),
                row.getString("last_code"));
    }
}
