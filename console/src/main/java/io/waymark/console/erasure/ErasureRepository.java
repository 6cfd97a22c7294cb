package io.waymark.console.erasure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Erasures and what came of them. */
@ApplicationScoped
class ErasureRepository {

    private static final JsonSerde<ObjectNode> COUNTS = JsonSerde.of(ObjectNode.class);

    private static final String SELECT = "select * from erasure e where ";

    private static final String PARTS =
            "select * from erasure_part where erasure_id = any ($1) order by asked_at, service, shipment_id";

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

    private static final String ASK =
            """
            insert into erasure_part (erasure_id, service, shipment_id, state, asked_at)
            select $1, $2, t.shipment_id, 'WAITING', $4 from unnest($3::uuid[]) as t (shipment_id) on conflict do nothing""";

    private static final String ENTER =
            """
            insert into erasure_part (erasure_id, service, shipment_id, state, counts, asked_at, answered_at)
            values ($1, $2, $3, 'DONE', $4, $5, $5)""";

    /** What is done stays so. */
    private static final String ANSWER =
            """
            update erasure_part set state = $4, detail = $5, counts = $6, answered_at = $7
            where erasure_id = $1 and service = $2 and shipment_id = $3 and state <> 'DONE'""";

    private static final String MOVE =
            "update erasure set state = $2, detail = $3, erased_at = $4 where erasure_id = $1";

    private static final String SILENT =
            """
            update erasure_part p set asked = p.asked + 1, asked_at = $2
            from (select q.erasure_id, q.service, q.shipment_id from erasure_part q join erasure e on e.erasure_id = q.erasure_id
                  where e.state in ('ORDERED', 'ERASING') and q.state <> 'DONE' and q.asked_at < $1
                  order by q.asked_at limit 100 for update of q skip locked) late
            where (p.erasure_id, p.service, p.shipment_id) = (late.erasure_id, late.service, late.shipment_id)
            returning p.erasure_id, p.service, p.shipment_id, p.asked,
              (select e.actor from erasure e where e.erasure_id = p.erasure_id) as actor""";

    private static final String OPEN =
            """
            select count(*) as open, coalesce(extract(epoch from now() - min(ordered_at)), 0)::double precision as oldest
            from erasure where state in ('ORDERED', 'ERASING')""";

    /** One that is or was carried out, of all of the shipment or of the merchant's registration, as far as the caller may see it. */
    Uni<Optional<UUID>> standing(SqlConnection connection, ShipmentId shipment, String merchantId, boolean isStaff) {
        return connection
                .preparedQuery(STANDING)
                .execute(Tuple.of(shipment.value(), isStaff ? "" : merchantId, isStaff))
                .map(rows -> first(rows).map(row -> row.getUUID("erasure_id")));
    }

    Uni<Void> add(SqlConnection connection, StoredErasure order, String ofMerchant) {
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
                .chain(() ->
                        connection.preparedQuery(MARK).execute(Tuple.of(order.ids(), ofMerchant, order.erasureId())))
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

    Uni<Void> ask(SqlConnection connection, StoredErasure order, String service, Instant now) {
        return connection
                .preparedQuery(ASK)
                .execute(Tuple.of(order.erasureId(), service, order.ids(), utc(now)))
                .replaceWithVoid();
    }

    /** What the console did itself. */
    Uni<Void> enter(
            SqlConnection connection, StoredErasure order, String service, Map<String, Integer> counts, Instant now) {
        ObjectNode counted = JsonSerde.mapper().createObjectNode();
        counts.forEach(counted::put);
        return connection
                .preparedQuery(ENTER)
                .execute(Tuple.of(order.erasureId(), service, order.shipmentId().value(), counted.toString(), utc(now)))
                .replaceWithVoid();
    }

    /** Notes what a service says; of one that was not asked, nothing. */
    Uni<Void> answer(SqlConnection connection, ErasedRecord said) {
        return connection
                .preparedQuery(ANSWER)
                .execute(Tuple.from(List.of(
                        said.erasureId(),
                        said.service(),
                        said.shipmentId().value(),
                        said.state().name(),
                        said.detail(),
                        said.counts(),
                        utc(said.at()))))
                .replaceWithVoid();
    }

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

    /** Those who were asked before a time and have not done it: they count as asked now. */
    Uni<List<ErasureAsk>> silent(SqlConnection connection, Instant before, Instant now) {
        return connection
                .preparedQuery(SILENT)
                .execute(Tuple.of(utc(before), utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ErasureAsk(
                                row.getUUID("erasure_id"),
                                row.getString("service"),
                                new ShipmentId(row.getUUID("shipment_id")),
                                row.getInteger("asked"),
                                row.getString("actor")))
                        .toList());
    }

    /** How many are under way, and for how many seconds the oldest is. */
    Uni<OpenErasures> open(SqlClient database) {
        return database.query(OPEN)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new OpenErasures(row.getLong("open"), row.getDouble("oldest")));
    }

    private static Uni<List<StoredErasure>> query(SqlClient database, String sql, Tuple values) {
        return database.preparedQuery(sql).execute(values).chain(rows -> {
            UUID[] ids = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getUUID("erasure_id"))
                    .toArray(UUID[]::new);
            return database.preparedQuery(PARTS).execute(Tuple.of((Object) ids)).map(parts -> stored(rows, parts));
        });
    }

    private static List<StoredErasure> stored(RowSet<Row> rows, RowSet<Row> parts) {
        Map<UUID, List<ErasurePart>> partsOf = StreamSupport.stream(parts.spliterator(), false)
                .collect(groupingBy(row -> row.getUUID("erasure_id"), mapping(ErasureRepository::part, toList())));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> stored(row, partsOf.getOrDefault(row.getUUID("erasure_id"), List.of())))
                .toList();
    }

    private static StoredErasure stored(Row row, List<ErasurePart> parts) {
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
                time(row, "erased_at"),
                parts);
    }

    private static ErasurePart part(Row row) {
        Map<String, Long> counts = new TreeMap<>();
        COUNTS.read(row.getString("counts").getBytes(StandardCharsets.UTF_8))
                .fields()
                .forEachRemaining(
                        count -> counts.put(count.getKey(), count.getValue().asLong()));
        return new ErasurePart(
                row.getString("service"),
                new ShipmentId(row.getUUID("shipment_id")),
                ErasurePart.State.valueOf(row.getString("state")),
                row.getString("detail"),
                counts,
                time(row, "answered_at"));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }
}
