package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import java.util.stream.Stream;

/** Journeys, which follow from the scans that stand, and from where registrations say that they begin and end. */
public final class JourneyRepository {

    private static final String FOLLOW = "select follow_journeys($1)";

    /**
     * Where registrations say that journeys begin and end; which shipments' is said by a condition. Of several registrations
     * the first counts that says it.
     */
    public static final String SAY =
            """
            insert into journey as j (shipment_id, carrier, said_origin, said_destination)
            select s.shipment_id, s.carrier,
              coalesce((array_agg(r.origin_place order by r.registered_at, r.registration_id)
                filter (where r.origin_place <> ''))[1], ''),
              coalesce((array_agg(r.destination_place order by r.registered_at, r.registration_id)
                filter (where r.destination_place <> ''))[1], '')
            from registration r join registered_shipment s on s.shipment_id = r.shipment_id
            where (r.origin_place <> '' or r.destination_place <> '') and %s
            group by s.shipment_id, s.carrier
            on conflict (shipment_id) do update
            set said_origin = excluded.said_origin, said_destination = excluded.said_destination
            where (j.said_origin, j.said_destination) is distinct from (excluded.said_origin, excluded.said_destination)""";

    private JourneyRepository() {}

    /** Tells journeys anew. Comes after all that locks shipments, as a registration's does. */
    static Uni<Void> follow(SqlConnection connection, Stream<UUID> shipments) {
        UUID[] ids = shipments.distinct().sorted().toArray(UUID[]::new);
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(FOLLOW).execute(Tuple.of(ids)).replaceWithVoid();
    }
}
