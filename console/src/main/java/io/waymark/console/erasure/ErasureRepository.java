package io.waymark.console.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Erasures, and how far they are. */
@ApplicationScoped
class ErasureRepository {

    private static final String SELECT = "select * from erasure e where ";

    private static final String STANDING =
            """
            select e.erasure_id from erased_shipment s join erasure e on e.erasure_id = s.erasure_id
            where s.shipment_id = $1 and s.merchant_id in ('', $2) and ($3 or $2 = any (e.merchants))
            order by s.merchant_id limit 1""";

    private static final String INSERT =
            """
            insert into erasure (erasure_id, shipment_id, shipments, scope, merchants, actor, state, ordered_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private static final String MARK =
            """
            insert into erased_shipment (shipment_id, merchant_id, erasure_id)
            select t.shipment_id, $2, $3 from unnest($1::uuid[]) as t (shipment_id) on conflict do nothing""";

    private static final String UNMARK = "delete from erased_shipment where erasure_id = $1";

    private static final String ERASED = "update erased_shipment set erased_at = $2 where erasure_id = $1";

    private static final String MOVE =
            "update erasure set state = $2, detail = $3, erased_at = $4 where erasure_id = $1";

    private static final String OPEN =
            """
            select count(*) as open, coalesce(extract(epoch from now() - min(ordered_at)), 0)::double precision as oldest
            from erasure where state in ('ORDERED', 'ERASING')""";

    private final ErasurePartRepository parts;

    ErasureRepository(ErasurePartRepository parts) {
        this.parts = parts;
    }

    /** One that is or was carried out, of all of the shipment or of the merchant's registration, as far as the caller may see it. */
    Uni<Optional<UUID>> standing(SqlConnection connection, ShipmentId shipment, String merchantId, boolean isStaff) {
        return connection
                .preparedQuery(STANDING)
                .execute(Tuple.of(shipment.value(), isStaff ? "" : merchantId, isStaff))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("erasure_id"))
                        .findFirst());
    }

    /** From now on it cannot be registered. */
    Uni<Void> add(SqlConnection connection, StoredErasure order) {
        Tuple row = Tuple.tuple()
                .addUUID(order.erasureId())
                .addUUID(order.shipmentId().value())
                .addArrayOfUUID(order.ids())
                .addString(order.scope().name())
                .addArrayOfString(order.merchants().toArray(String[]::new))
                .addString(order.actor())
                .addString(order.state().name())
                .addOffsetDateTime(utc(order.orderedAt()));
        return connection
                .preparedQuery(INSERT)
                .execute(row)
                .chain(() -> connection
                        .preparedQuery(MARK)
                        .execute(Tuple.of(order.ids(), order.ofMerchant(), order.erasureId())))
                .replaceWithVoid();
    }

    /** The erasure under lock; empty if there is none. */
    Uni<Optional<StoredErasure>> lock(SqlConnection connection, UUID erasureId) {
        return query(connection, SELECT + "e.erasure_id = $1 for update", Tuple.of(erasureId))
                .map(found -> found.stream().findFirst());
    }

    /** The erasure; empty if there is none that the merchant may see. */
    Uni<Optional<StoredErasure>> find(SqlClient database, UUID erasureId, @Nullable String merchantId) {
        return query(
                        database,
                        SELECT + "e.erasure_id = $1 and ($2::text is null or $2 = any (e.merchants))",
                        Tuple.of(erasureId, merchantId))
                .map(found -> found.stream().findFirst());
    }

    /** The newest first. */
    Uni<List<StoredErasure>> page(SqlClient database, @Nullable String merchantId, @Nullable Position after, int rows) {
        Conditions conditions = new Conditions().and("true");
        if (merchantId != null) {
            conditions.and("e.merchants @> array[?]::text[]", merchantId);
        }
        if (after != null) {
            conditions.and("(e.ordered_at, e.erasure_id) < (?, ?)", utc(after.at()), after.id());
        }
        String limit = conditions.parameter(rows);
        return query(
                database,
                SELECT + conditions.text() + " order by e.ordered_at desc, e.erasure_id desc limit " + limit,
                Tuple.from(conditions.values()));
    }

    /** How far it is. */
    Uni<Void> move(
            SqlConnection connection, UUID erasureId, ErasureState state, String detail, @Nullable Instant erasedAt) {
        return connection
                .preparedQuery(MOVE)
                .execute(Tuple.of(erasureId, state.name(), detail, erasedAt == null ? null : utc(erasedAt)))
                .replaceWithVoid();
    }

    /** From now on nothing of it comes back. */
    Uni<Void> erased(SqlConnection connection, UUID erasureId, Instant now) {
        return connection
                .preparedQuery(ERASED)
                .execute(Tuple.of(erasureId, utc(now)))
                .replaceWithVoid();
    }

    /** It may be registered, and ordered, again. */
    Uni<Void> unmark(SqlConnection connection, UUID erasureId) {
        return connection.preparedQuery(UNMARK).execute(Tuple.of(erasureId)).replaceWithVoid();
    }

    /** How many are under way, and for how many seconds the oldest is. */
    Uni<OpenErasures> open(SqlClient database) {
        return database.query(OPEN)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new OpenErasures(row.getLong("open"), row.getDouble("oldest")));
    }

    private Uni<List<StoredErasure>> query(SqlClient database, String sql, Tuple values) {
        return database.preparedQuery(sql).execute(values).chain(rows -> {
            UUID[] ids = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("erasure_id"))
                    .toArray(UUID[]::new);
            return parts.of(database, ids).map(partsOf -> stored(rows, partsOf));
        });
    }

    private static List<StoredErasure> stored(RowSet<Row> rows, Map<UUID, List<ErasurePart>> partsOf) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> stored(row, partsOf.getOrDefault(row.getUUID("erasure_id"), List.of())))
                .toList();
    }

    private static StoredErasure stored(Row row, List<ErasurePart> parts) {
        OffsetDateTime erasedAt = row.getOffsetDateTime("erased_at");
        return new StoredErasure(
                row.getUUID("erasure_id"),
                new ShipmentId(row.getUUID("shipment_id")),
                List.of(row.getArrayOfUUIDs("shipments")),
                ErasureScope.valueOf(row.getString("scope")),
                List.of(row.getArrayOfStrings("merchants")),
                row.getString("actor"),
                ErasureState.valueOf(row.getString("state")),
                row.getString("detail"),
                row.getOffsetDateTime("ordered_at").toInstant(),
                erasedAt == null ? null : erasedAt.toInstant(),
                parts);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
