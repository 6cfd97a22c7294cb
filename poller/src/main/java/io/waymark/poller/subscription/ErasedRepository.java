package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Remembers for a while which shipments were erased: orders about them may come late, or again. Every method works in the
 * caller's transaction and fails if PostgreSQL is away.
 */
@ApplicationScoped
class ErasedRepository {

    /** Whoever erases a shipment and whoever is ordered to follow a number of it wait for each other. */
    private static final String TURN =
            "select pg_advisory_xact_lock(hashtextextended(id::text, 0)) from unnest($1::uuid[]) id order by id";

    private static final String ERASED = "select 1 from erased where shipment_id = any($1) for share";

    /** Orders of before are of what is erased. */
    private static final String REMEMBER =
            """
            with gone as (select * from unnest($1::uuid[], $2::timestamptz[]) as n(shipment_id, at)),
            ordered as (
              delete from parked_number p using gone g where p.shipment_id = g.shipment_id and p.ordered_at <= g.at)
            insert into erased as e (shipment_id, erased_at) select shipment_id, at from gone
            on conflict (shipment_id) do update set erased_at = greatest(e.erased_at, excluded.erased_at)
            """;

    private static final String FORGET = "delete from erased where shipment_id = any($1)";

    /**
     * Has whoever else erases these shipments, or follows numbers of them, wait until the transaction ends. To be called
     * before any row is locked.
     */
    Uni<Void> takeTurn(SqlConnection c, List<UUID> shipments) {
        return run(c, TURN, shipments);
    }

    /** Whether the shipment was erased and not registered since. Holds until the transaction ends. */
    Uni<Boolean> isErased(SqlConnection c, UUID shipment) {
        return c.preparedQuery(ERASED).execute(which(List.of(shipment))).map(rows -> rows.size() > 0);
    }

    /**
     * Notes that shipments are being erased.
     *
     * @param at when each of them was
     */
    Uni<Void> remember(SqlConnection c, List<UUID> shipments, List<Instant> at) {
        OffsetDateTime[] times =
                at.stream().map(one -> one.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(REMEMBER)
                        .execute(which(shipments).addArrayOfOffsetDateTime(times))
                        .replaceWithVoid();
    }

    /** Notes that shipments are registered. */
    Uni<Void> forget(SqlConnection c, List<UUID> shipments) {
        return run(c, FORGET, shipments);
    }

    private static Uni<Void> run(SqlConnection c, String statement, List<UUID> shipments) {
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(statement).execute(which(shipments)).replaceWithVoid();
    }

    private static Tuple which(List<UUID> shipments) {
        return Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new));
    }
}
