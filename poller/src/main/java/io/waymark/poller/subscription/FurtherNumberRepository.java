package io.waymark.poller.subscription;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.watch.WatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
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

    /** Not what was ordered of the shipment that is erased. */
    private static final String PARK =
            """
            insert into parked_number (shipment_id, provider, carrier, tracking_number, ordered_at)
            select e.shipment_id, $2, $3, $4, $5::timestamptz from erased e
            where e.shipment_id = $1 and e.erased_at < $5::timestamptz and e.erasure is null
            on conflict do nothing
            """;

    private static final String PARKED =
            """
            select * from parked_number p where not exists (select from erased e where e.shipment_id = p.shipment_id)
            order by ordered_at limit 100
            """;

    private static final String UNPARK =
            """
            delete from parked_number p
            where p.shipment_id = $1 and p.provider = $2 and p.carrier = $3 and p.tracking_number = $4
              and not exists (select from erased e where e.shipment_id = p.shipment_id)
            """;

    private final Pool database;
    private final WatchRepository watches;
    private final ErasedRepository erased;

    FurtherNumberRepository(Pool database, WatchRepository watches, ErasedRepository erased) {
        this.database = database;
        this.watches = watches;
        this.erased = erased;
    }

    /**
     * Adds the number, due at once. To add it again changes nothing. If its shipment is erased, what was ordered since then
     * waits until the shipment is registered again, see {@link #addParked}; what was ordered before changes nothing, nor
     * does anything that is ordered of what was erased by order.
     */
    Uni<Void> add(FurtherNumber further, ProviderId provider) {
        UUID shipment = further.shipmentId().value();
        return database.withTransaction(c -> erased.takeTurn(c, List.of(shipment))
                .chain(() -> erased.isErased(c, shipment))
                .chain(gone -> gone
                        ? run(
                                c,
                                PARK,
                                row(further, provider)
                                        .addOffsetDateTime(further.orderedAt().atOffset(ZoneOffset.UTC)))
                        : follow(c, further, provider)));
    }

    /** Adds the numbers that waited for their shipments to be registered again. */
    Uni<Void> addParked() {
        return database.query(PARKED).execute().chain(rows -> Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(this::addParked)
                .onItem()
                .ignoreAsUni());
    }

    private Uni<Void> addParked(Row row) {
        FurtherNumber further = new FurtherNumber(
                new ShipmentId(row.getUUID("shipment_id")),
                row.getString("carrier"),
                row.getString("tracking_number"),
                row.getOffsetDateTime("ordered_at").toInstant());
        ProviderId provider = ProviderId.of(row.getString("provider")).orElseThrow();
        return add(further, provider)
                .chain(() -> database.withTransaction(c -> run(c, UNPARK, row(further, provider))));
    }

    private static Tuple row(FurtherNumber further, ProviderId provider) {
        return Tuple.of(further.shipmentId().value(), provider.code(), further.carrier(), further.trackingNumber());
    }

    private static Uni<Void> run(SqlConnection c, String statement, Tuple row) {
        return c.preparedQuery(statement).execute(row).replaceWithVoid();
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
