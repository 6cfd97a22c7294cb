package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.watch.WatchRepository;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes further numbers of shipments into the ledger, and has them watched. */
@ApplicationScoped
class FurtherNumberRepository {

    /**
     * With the places and the phone of the shipment's own number, if that is registered: the parcel is the same. Where the
     * number is there already, nothing changes.
     */
    private static final String FOLLOW =
            """
            insert into subscription as s
              (shipment_id, provider, carrier, tracking_number, origin, destination, phone, revision, number)
            select $1, $2, $3, $4, own.origin, own.destination, own.phone, 0,
                   (select greatest(99, max(number)) + 1 from subscription where shipment_id = $1)
            from (select 1) one left join watch own on own.shipment_id = $1 and own.number = 1
            order by own.id
            limit 1
            on conflict (shipment_id, provider, carrier, tracking_number) do update set number = s.number
            returning number
            """;

    private final Pool database;
    private final WatchRepository watches;

    FurtherNumberRepository(Pool database, WatchRepository watches) {
        this.database = database;
        this.watches = watches;
    }

    /** Adds the number, due at once. To add it again changes nothing. */
    Uni<Void> add(FurtherNumber further, ProviderId provider) {
        return database.withTransaction(c -> subscribe(c, further, provider)
                .chain(number -> watches.addFurther(
                        c,
                        further.shipmentId().value(),
                        provider,
                        further.carrier(),
                        further.trackingNumber(),
                        number)));
    }

    private static Uni<Integer> subscribe(SqlConnection c, FurtherNumber further, ProviderId provider) {
        return c.preparedQuery(FOLLOW)
                .execute(Tuple.of(
                        further.shipmentId().value(), provider.code(), further.carrier(), further.trackingNumber()))
                .map(rows -> rows.iterator().next().getInteger("number"));
    }
}
