package io.waymark.poller.subscription;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Erasure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which shipments were erased: what is under way about them may come late, or again. One whose registration went
 * is remembered for a while, or until it is registered again; one that was erased by order, all of it or as one merchant
 * registered it, for good. Every method works in the caller's transaction and fails if PostgreSQL is away.
 */
@ApplicationScoped
public class ErasedRepository {

    private static final String LOCK = "hashtext('poller.erased')";

    /** One lock is of many shipments: a transaction that is about very many of them takes no more than 64. */
    private static final String TURN = "hashtext(%s) & 63";

    private static final String TURNS = " from (select distinct %s as turn from unnest($1::uuid[]) id order by 1) turns"
            .formatted(TURN.formatted("id::text"));

    /** Whoever erases a shipment, or follows a further number of it, waits for all others, and they for it. */
    private static final String TAKE = "select pg_advisory_xact_lock(" + LOCK + ", turn)" + TURNS;

    private static final String SHARE = "select pg_advisory_xact_lock_shared(" + LOCK + ", turn)" + TURNS;

    /** As {@link #shareTurn} for one shipment, whose id as a text is the parameter, as Hibernate writes a query. */
    public static final String SHARE_ONE = "select cast(pg_advisory_xact_lock_shared(" + LOCK + ", "
            + TURN.formatted("cast(?1 as text)") + ") as text)";

    private static final String ERASED = "select 1 from erased where shipment_id = $1 for share";

    private static final String ORDERED =
            "select shipment_id from erased where shipment_id = any($1) and erasure is not null";

    /** Orders of before are of what is erased; of what is erased for good, all are. */
    private static final String REMEMBER =
            """
            with gone as (select * from unnest($1::uuid[], $2::timestamptz[]) as n(shipment_id, at)),
            ordered as (
              delete from parked_number p using gone g
              where p.shipment_id = g.shipment_id and (p.ordered_at <= g.at or $3::text is not null))
            insert into erased as e (shipment_id, erased_at, erasure) select shipment_id, at, $3 from gone
            on conflict (shipment_id) do update
            set erased_at = greatest(e.erased_at, excluded.erased_at), erasure = coalesce(excluded.erasure, e.erasure)
            """;

    private static final String REMEMBER_REGISTRATION =
            """
            insert into erased_registration (shipment_id, merchant_id, erasure) values ($1, $2, $3) on conflict do nothing""";

    private static final String FORGET = "delete from erased where shipment_id = any($1) and erasure is null";

    /**
     * Has whoever else works on these shipments wait until the transaction ends. To be called before any of their rows is
     * locked, and once.
     */
    Uni<Void> takeTurn(SqlConnection c, Collection<UUID> shipments) {
        return turns(c, TAKE, shipments);
    }

    /** Has whoever erases these shipments wait until the transaction ends; otherwise as {@link #takeTurn}. */
    Uni<Void> shareTurn(SqlConnection c, Collection<UUID> shipments) {
        return turns(c, SHARE, shipments);
    }

    private static Uni<Void> turns(SqlConnection c, String statement, Collection<UUID> shipments) {
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(statement).execute(which(shipments)).replaceWithVoid();
    }

    /** Whether the shipment was erased and not registered since. Holds until the transaction ends. */
    Uni<Boolean> isErased(SqlConnection c, UUID shipment) {
        return c.preparedQuery(ERASED).execute(Tuple.of(shipment)).map(rows -> rows.size() > 0);
    }

    /** Which of these shipments were erased by order. Call it in turn. */
    Uni<Set<UUID>> ordered(SqlConnection c, Collection<UUID> shipments) {
        return c.preparedQuery(ORDERED).execute(which(shipments)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> row.getUUID(0))
                .collect(toUnmodifiableSet()));
    }

    /**
     * Notes that shipments are being erased.
     *
     * @param at when each of them was
     * @param erasure by which order; null if their registrations went
     */
    Uni<Void> remember(SqlConnection c, List<UUID> shipments, List<Instant> at, @Nullable String erasure) {
        OffsetDateTime[] times =
                at.stream().map(one -> one.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(REMEMBER)
                        .execute(
                                which(shipments).addArrayOfOffsetDateTime(times).addString(erasure))
                        .replaceWithVoid();
    }

    /** Notes that one merchant's registration is being erased by order. */
    Uni<Void> remember(SqlConnection c, Erasure order) {
        return c.preparedQuery(REMEMBER_REGISTRATION)
                .execute(Tuple.of(order.shipmentId().value(), order.merchantId(), order.id()))
                .replaceWithVoid();
    }

    /** Notes that shipments are registered. */
    Uni<Void> forget(SqlConnection c, List<UUID> shipments) {
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(FORGET).execute(which(shipments)).replaceWithVoid();
    }

    private static Tuple which(Collection<UUID> shipments) {
        return Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new));
    }
}
