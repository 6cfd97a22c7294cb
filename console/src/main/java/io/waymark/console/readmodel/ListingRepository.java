package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** Merchants' lists, which follow from shipments, their numbers and registrations. */
public final class ListingRepository {

    /** Lists shipments for all who registered them, or for nobody; which shipments is said by a condition. */
    public static final String ADD =
            """
            insert into shipment_listing (shipment_id, merchant_id, carrier, main, listed_at, status, monitoring, returned)
            select s.shipment_id, coalesce(r.merchant_id, ''), n.carrier, bool_or(n.carrier = s.document ->> 'carrier'),
              s.listed_at, s.status, s.monitoring,
              coalesce(position('"RETURNED_AFTER_DELIVERY"' in s.document ->> 'flags') > 0, false)
            from shipment s join shipment_number n on n.shipment_id = s.shipment_id
              left join registration r on r.shipment_id = s.shipment_id
            where %s
            group by s.shipment_id, coalesce(r.merchant_id, ''), n.carrier
            on conflict do nothing""";

    private static final String ADD_THESE = ADD.formatted("s.shipment_id = any ($1)");

    private static final String FOLLOW =
            """
            update shipment_listing l set status = s.status, monitoring = s.monitoring, returned = s.returned
            from (
              select shipment_id, status, monitoring,
                coalesce(position('"RETURNED_AFTER_DELIVERY"' in document ->> 'flags') > 0, false) as returned
              from shipment where shipment_id = any ($1)) s
            where l.shipment_id = s.shipment_id
              and (l.status, l.monitoring, l.returned) is distinct from (s.status, s.monitoring, s.returned)""";

    /**
     * Marks what went back and is not marked: while a release that knows of it is rolled out, replicas of the one before, which do
     * not, apply records too. Only journeys with a problem after a delivery can have; what is being changed waits for the next time.
     */
    static final String CATCH_UP =
            """
            with late as (
              select l.shipment_id, l.merchant_id, l.carrier from journey j join shipment s on s.shipment_id = j.shipment_id
                join shipment_listing l on l.shipment_id = j.shipment_id
              where j.delivered_at is not null and (j.problem_at is not null or j.returned_at is not null)
                and not l.returned and position('"RETURNED_AFTER_DELIVERY"' in s.document ->> 'flags') > 0
              for update of s, l skip locked)
            update shipment_listing l set returned = true from late
            where (l.shipment_id, l.merchant_id, l.carrier) = (late.shipment_id, late.merchant_id, late.carrier)""";

    private ListingRepository() {}

    /** Has the lists follow what replicas of the release before changed. */
    static Uni<Void> catchUp(Pool database) {
        return database.query(CATCH_UP).execute().replaceWithVoid();
    }

    /** Lists what has new numbers, and has the lists follow what has changed. */
    static Uni<Void> follow(SqlConnection connection, UUID[] changed, UUID[] numbered) {
        return execute(connection, FOLLOW, changed).chain(() -> execute(connection, ADD_THESE, numbered));
    }

    private static Uni<Void> execute(SqlConnection connection, String sql, UUID[] shipments) {
        return shipments.length == 0
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).execute(Tuple.of(shipments)).replaceWithVoid();
    }
}
