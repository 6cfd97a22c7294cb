package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.watch.WatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Writes further numbers of shipments into the ledger, and has them watched. */
@ApplicationScoped
class FurtherNumberRepository {

    /**
     * Pushed as the shipment's own number is to be, if that is registered, with its places and its phone: the parcel is the
     * same. Where the number is there already, nothing changes.
     */
    private static final String FOLLOW =
            """
            insert into subscription as s
              (shipment_id, provider, carrier, tracking_number, origin, destination, phone, revision, number, state)
            select $1, $2, $3, $4, pushed.origin, pushed.destination, pushed.phone, 0,
                   (select greatest(99, max(number)) + 1 from subscription where shipment_id = $1),
                   case when own.id is null or pushed.id is not null then 'DUE' else 'WITHDRAWN' end
            from (select 1) one left join watch own on own.shipment_id = $1 and own.number = 1
              left join watch pushed on pushed.id = own.id and pushed.tracking in ('AUTO', 'PUSH')
            order by own.id
            limit 1
            on conflict (shipment_id, provider, carrier, tracking_number) do update set number = s.number
            returning number
            """;

    private final Pool database;
    private final WatchRepository watches;
    private final ErasedRepository erased;

    FurtherNumberRepository(Pool database, WatchRepository watches, ErasedRepository erased) {
        this.database = database;
        this.watches = watches;
        this.erased = erased;
    }

    /** Adds the number, due at once. To add it again, or after its shipment was erased, changes nothing. */
    Uni<Void> add(FurtherNumber further, ProviderId provider) {
        UUID shipment = further.shipmentId().value();
        return database.withTransaction(c -> erased.takeTurn(c, List.of(shipment))
                .chain(() -> erased.isErased(c, shipment))
                .chain(gone -> gone ? Uni.createFrom().voidItem() : follow(c, further, provider)));
    }

    private Uni<Void> follow(SqlConnection c, FurtherNumber further, ProviderId provider) {
        return subscribe(c, further, provider)
                .chain(number -> watches.addFurther(
                        c,
                        further.shipmentId().value(),
                        provider,
                        further.carrier(),
                        further.trackingNumber(),
                        number));
    }

    private static Uni<Integer> subscribe(SqlConnection c, FurtherNumber further, ProviderId provider) {
        return c.preparedQuery(FOLLOW)
                .execute(Tuple.of(
                        further.shipmentId().value(), provider.code(), further.carrier(), further.trackingNumber()))
                .map(rows -> rows.iterator().next().getInteger("number"));
    }
}
