package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes further numbers of shipments into the ledger. */
@ApplicationScoped
class FurtherNumberRepository {

    /** With the places and the phone of the shipment's first row, if there is one: the parcel is the same. */
    private static final String FOLLOW =
            """
            insert into subscription
              (shipment_id, provider, carrier, tracking_number, origin, destination, phone, revision, number)
            select $1, $2, $3, $4, first.origin, first.destination, first.phone, 0,
                   (select greatest(99, max(number)) + 1 from subscription where shipment_id = $1)
            from (select 1) one left join subscription first on first.shipment_id = $1 and first.number < 100
            order by first.number
            limit 1
            on conflict do nothing
            """;

    private final Pool database;

    FurtherNumberRepository(Pool database) {
        this.database = database;
    }

    /** Adds the number, due at once. To add it again changes nothing. */
    Uni<Void> add(FurtherNumber number, ProviderId provider) {
        return database.preparedQuery(FOLLOW)
                .execute(Tuple.of(
                        number.shipmentId().value(), provider.code(), number.carrier(), number.trackingNumber()))
                .replaceWithVoid();
    }
}
