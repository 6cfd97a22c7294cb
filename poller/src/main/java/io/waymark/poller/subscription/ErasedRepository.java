package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
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

    private static final String ERASED = "select 1 from erased where shipment_id = any($1)";

    private static final String REMEMBER =
            """
            insert into erased (shipment_id) select * from unnest($1::uuid[])
            on conflict (shipment_id) do update set erased_at = now()
            """;

    private static final String FORGET = "delete from erased where shipment_id = any($1)";

    /**
     * Has whoever else erases these shipments, or follows numbers of them, wait until the transaction ends. To be called
     * before any row is locked.
     */
    Uni<Void> takeTurn(SqlConnection c, List<UUID> shipments) {
        return run(c, TURN, shipments);
    }

    /** Whether the shipment was erased and not registered since. */
    Uni<Boolean> isErased(SqlConnection c, UUID shipment) {
        return c.preparedQuery(ERASED).execute(which(List.of(shipment))).map(rows -> rows.size() > 0);
    }

    /** Notes that shipments are being erased. */
    Uni<Void> remember(SqlConnection c, List<UUID> shipments) {
        return run(c, REMEMBER, shipments);
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
