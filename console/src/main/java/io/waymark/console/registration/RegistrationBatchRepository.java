package io.waymark.console.registration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.sealing.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * As {@link RegistrationRepository}, for many shipments at a time. Rows travel as JSON whose names are those of the columns,
 * so that no column can be left out here that the entities have. All is locked and written in the order of the ids: two
 * batches wait for one another, and never both.
 */
@ApplicationScoped
class RegistrationBatchRepository {

    /** With the revision that follows unless it is refused: then it is removed again. */
    private static final String BEGIN =
            """
            insert into registered_shipment (shipment_id, carrier, tracking_number, revision, created_at)
            select n.shipment_id, n.carrier, n.tracking_number, 1, $4
            from unnest($1::uuid[], $2::text[], $3::text[]) as n (shipment_id, carrier, tracking_number)
            order by n.shipment_id on conflict do nothing returning shipment_id""";

    private static final String SHIPMENTS =
            """
            select to_json(r)::text as row from registered_shipment r where r.shipment_id = any ($1)
            order by r.shipment_id for update""";

    private static final String REGISTRATIONS =
            "select to_json(r)::text as row from registration r where r.shipment_id = any ($1)";

    private static final String BINDINGS =
            """
            select to_json(b)::text as row from settlement_binding b
            where b.shipment_id = any ($1) or b.settlement_id = any ($2)""";

    private static final String ERASED =
            "select shipment_id, merchant_id from erased_shipment where shipment_id = any ($1)";

    private static final String REVISE =
            """
            update registered_shipment r set revision = n.revision
            from unnest($1::uuid[], $2::bigint[]) as n (shipment_id, revision) where r.shipment_id = n.shipment_id""";

    private static final String ADD =
            "insert into %1$s select * from json_populate_recordset(null::%1$s, $1::text::json) order by %2$s";

    private static final String REMOVE = "delete from %1$s where %2$s = any ($1)";

    private static final String FORGET = "delete from registered_shipment where shipment_id = any ($1)";

    private final Sealing sealing;

    RegistrationBatchRepository(Sealing sealing) {
        this.sealing = sealing;
    }

    /** The books of these, begun where there are none, by what is to be entered. Their rows stay locked. */
    Uni<Map<RegistrationRequest, RegistrationBook>> open(
            SqlConnection connection, List<RegistrationRequest> requests, Instant now) {
        return connection
                .preparedQuery(BEGIN)
                .execute(Tuple.of(
                        ids(requests),
                        texts(requests, RegistrationRequest::carrier),
                        texts(requests, RegistrationRequest::trackingNumber),
                        now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("shipment_id"))
                        .collect(toSet()))
                .chain(begun -> open(connection, requests, begun, now));
    }

    /** What was begun just now is locked and empty: nothing of it needs to be read. */
    private Uni<Map<RegistrationRequest, RegistrationBook>> open(
            SqlConnection connection, List<RegistrationRequest> requests, Set<UUID> begun, Instant now) {
        UUID[] known =
                Stream.of(ids(requests)).filter(id -> !begun.contains(id)).toArray(UUID[]::new);
        UUID[] settlements = requests.stream()
                .flatMap(request -> Stream.ofNullable(settlementId(request)))
                .toArray(UUID[]::new);
        List<RegisteredShipmentRow> shipments = new ArrayList<>(requests.stream()
                .filter(request -> begun.contains(request.shipmentId().value()))
                .map(request -> RegisteredShipmentRow.begun(request, now))
                .toList());
        return rows(connection, SHIPMENTS, RegisteredShipmentRow.class, known)
                .invoke(shipments::addAll)
                .chain(() -> rows(connection, REGISTRATIONS, RegistrationRow.class, known))
                .chain(said -> rows(connection, BINDINGS, SettlementBindingRow.class, known, settlements)
                        .chain(bindings -> erased(connection, ids(requests))
                                .map(erased -> new RegistrationShelf(shipments, said, bindings, erased, sealing))))
                .map(shelf -> books(shelf, requests));
    }

    private static Map<RegistrationRequest, RegistrationBook> books(
            RegistrationShelf shelf, List<RegistrationRequest> requests) {
        Map<RegistrationRequest, RegistrationBook> books = new HashMap<>();
        for (RegistrationRequest request : requests) {
            books.put(request, shelf.book(request.shipmentId().value(), settlementId(request)));
        }
        return books;
    }

    /** The books of those of these that anybody registered. Their rows stay locked. */
    Uni<List<RegistrationBook>> reopen(SqlConnection connection, UUID[] ids) {
        return rows(connection, SHIPMENTS, RegisteredShipmentRow.class, ids)
                .chain(shipments -> rows(connection, REGISTRATIONS, RegistrationRow.class, ids)
                        .chain(said -> rows(connection, BINDINGS, SettlementBindingRow.class, ids, new UUID[0])
                                .map(bindings -> new RegistrationShelf(shipments, said, bindings, Map.of(), sealing))))
                .map(RegistrationShelf::books);
    }

    /** By shipment, whose registrations were erased. */
    private static Uni<Map<UUID, Set<String>>> erased(SqlConnection connection, UUID[] ids) {
        return connection.preparedQuery(ERASED).execute(Tuple.of((Object) ids)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .collect(groupingBy(
                        row -> row.getUUID("shipment_id"), mapping(row -> row.getString("merchant_id"), toSet()))));
    }

    /** Stores what was entered. */
    Uni<Void> store(SqlConnection connection, List<RegistrationBook> books) {
        return RecordHandler.inOneGo(List.of(
                revise(connection, books),
                put(
                        connection,
                        books,
                        RegistrationRow.class,
                        "registration",
                        "registration_id",
                        row -> row.registrationId),
                put(
                        connection,
                        books,
                        SettlementBindingRow.class,
                        "settlement_binding",
                        "settlement_id",
                        row -> row.settlementId)));
    }

    /** What {@link #open} began has its revision. */
    static Uni<Void> revise(SqlConnection connection, List<RegistrationBook> books) {
        List<RegisteredShipmentRow> known = books.stream()
                .map(RegistrationBook::shipment)
                .filter(row -> row.revision > RegisteredShipmentRow.FIRST)
                .toList();
        UUID[] ids = known.stream().map(row -> row.shipmentId).toArray(UUID[]::new);
        Long[] revisions = known.stream().map(row -> row.revision).toArray(Long[]::new);
        return known.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(REVISE)
                        .execute(Tuple.of(ids, revisions))
                        .replaceWithVoid();
    }

    /** Removes what {@link #open} began for these, if it did. */
    Uni<Void> forget(SqlConnection connection, List<RegistrationBook> refused) {
        UUID[] begun = refused.stream()
                .map(RegistrationBook::shipment)
                .filter(row -> row.revision < RegisteredShipmentRow.FIRST)
                .map(row -> row.shipmentId)
                .toArray(UUID[]::new);
        return begun.length == 0
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(FORGET).execute(Tuple.of(begun)).replaceWithVoid();
    }

    /** A row that says more than before takes the place of the former. */
    private static <R> Uni<Void> put(
            SqlConnection connection,
            List<RegistrationBook> books,
            Class<R> type,
            String table,
            String key,
            Function<R, UUID> id) {
        List<R> added = of(type, books.stream().flatMap(book -> book.added().stream()));
        List<R> completed = of(type, books.stream().flatMap(book -> book.completed().stream()));
        List<R> all = Stream.concat(added.stream(), completed.stream())
                .sorted(Comparator.comparing(id))
                .toList();
        UUID[] former = completed.stream().map(id).toArray(UUID[]::new);
        List<Uni<Void>> statements = new ArrayList<>();
        if (former.length > 0) {
            statements.add(connection
                    .preparedQuery(REMOVE.formatted(table, key))
                    .execute(Tuple.of((Object) former))
                    .replaceWithVoid());
        }
        if (!all.isEmpty()) {
            statements.add(connection
                    .preparedQuery(ADD.formatted(table, key))
                    .execute(Tuple.of(RowJson.write(all)))
                    .replaceWithVoid());
        }
        return RecordHandler.inOneGo(statements);
    }

    private static UUID[] ids(List<RegistrationRequest> requests) {
        return requests.stream().map(request -> request.shipmentId().value()).toArray(UUID[]::new);
    }

    private static String[] texts(List<RegistrationRequest> requests, Function<RegistrationRequest, String> text) {
        return requests.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable UUID settlementId(RegistrationRequest request) {
        SettlementRequest settlement = request.settlement();
        return settlement == null ? null : settlement.idFor(request.trackingNumber());
    }

    private static <R> List<R> of(Class<R> type, Stream<Object> rows) {
        return rows.filter(type::isInstance).map(type::cast).toList();
    }

    /** None for no ids. */
    private static <R> Uni<List<R>> rows(SqlConnection connection, String sql, Class<R> type, UUID[]... ids) {
        return Stream.of(ids).allMatch(some -> some.length == 0)
                ? Uni.createFrom().item(List.of())
                : connection.preparedQuery(sql).execute(Tuple.from(ids)).map(rows -> StreamSupport.stream(
                                rows.spliterator(), false)
                        .map(row -> RowJson.read(type, row.getString("row")))
                        .toList());
    }
}
