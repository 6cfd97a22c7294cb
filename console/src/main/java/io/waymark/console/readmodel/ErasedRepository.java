package io.waymark.console.readmodel;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.Topics;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Keeps what was erased out of the read model. Its events lie in their topic for weeks, and are left out whenever they are read. While
 * something is erased no record is applied: the one or the other comes first.
 */
public final class ErasedRepository {

    private static final long LOCK = 0x776179_6d61726bL;

    /** Part of what begins a transaction that applies records. */
    static final String SHARE = "select pg_advisory_xact_lock_shared(" + LOCK + ")";

    /** It is not waited for long: a rebuild that is being put in place would wait for who waits for it. */
    private static final List<String> ALONE =
            List.of("set local lock_timeout = '5s'", "select pg_advisory_xact_lock(" + LOCK + ")");

    private static final String ERASED =
            """
            select shipment_id from erased_shipment
            where shipment_id = any ($1) and merchant_id = '' and erased_at is not null""";

    private static final Set<String> OF_SHIPMENTS = Set.of(Topics.EVENTS.name(), Topics.LATEST.name());

    private static final List<String> TABLES = List.of(
            "shipment",
            "shipment_number",
            "shipment_listing",
            "tracking_event",
            "shipment_revision",
            "shipment_month",
            "journey");

    private static final String NEXT = "select to_regclass('console_next.shipment') is not null as there";

    private static final String UNLIST = "delete from shipment_listing where shipment_id = $1 and merchant_id = $2";

    /** Where a parcel begins and ends is said by those who have it registered still. */
    private static final String UNSAY =
            "update journey set said_origin = '', said_destination = '' where shipment_id = $1";

    /** As it is now where it answers. */
    private static final String SAY_ANEW =
            """
            update %s.journey n set said_origin = l.said_origin, said_destination = l.said_destination
            from %s.journey l
            where l.shipment_id = n.shipment_id and n.shipment_id in (
              select shipment_id from erased_shipment where merchant_id <> '' and erased_at >= $1)""";

    private ErasedRepository() {}

    /** From here to the end of the connection's transaction no record is applied. */
    public static Uni<Void> alone(SqlConnection connection) {
        return RecordHandler.each(ALONE, sql -> connection.query(sql).execute().replaceWithVoid());
    }

    /** Removes all that was told of shipments, also from tables that are built anew; how many events there were. */
    public static Uni<Integer> erase(SqlConnection connection, UUID[] shipments) {
        return connection
                .preparedQuery("delete from tracking_event where shipment_id = any ($1)")
                .execute(Tuple.of((Object) shipments))
                .map(rows -> rows.rowCount())
                .call(() -> connection
                        .query(NEXT)
                        .execute()
                        .chain(rows -> RecordHandler.each(
                                rows.iterator().next().getBoolean("there")
                                        ? generations()
                                        : statements(Generation.LIVE),
                                sql -> connection
                                        .preparedQuery(sql)
                                        .execute(Tuple.of((Object) shipments))
                                        .replaceWithVoid())));
    }

    private static List<String> generations() {
        return Stream.concat(statements(Generation.LIVE).stream(), statements(Generation.NEXT).stream())
                .toList();
    }

    private static List<String> statements(Generation generation) {
        return TABLES.stream()
                .map(table -> "delete from " + generation.schema() + "." + table + " where shipment_id = any ($1)")
                .toList();
    }

    /** Takes a shipment out of a merchant's list, whose registration is gone. */
    public static Uni<Void> withdraw(SqlConnection connection, UUID shipment, String merchantId) {
        return connection
                .preparedQuery(UNLIST)
                .execute(Tuple.of(shipment, merchantId))
                .chain(() -> RecordHandler.each(
                        List.of(UNSAY, JourneyRepository.SAY.formatted("s.shipment_id = $1")), sql -> connection
                                .preparedQuery(sql)
                                .execute(Tuple.of(shipment))
                                .replaceWithVoid()));
    }

    /** The records that may be applied; a tombstone may in any case. */
    static Uni<List<ToldRecord<?>>> without(SqlConnection connection, List<ToldRecord<?>> told) {
        UUID[] ids = told.stream()
                .filter(ErasedRepository::mayBeErased)
                .map(ErasedRepository::shipment)
                .distinct()
                .toArray(UUID[]::new);
        return ids.length == 0
                ? Uni.createFrom().item(told)
                : connection
                        .preparedQuery(ERASED)
                        .execute(Tuple.of((Object) ids))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID("shipment_id"))
                                .collect(toSet()))
                        .map(erased -> told.stream()
                                .filter(one -> !mayBeErased(one) || !erased.contains(shipment(one)))
                                .toList());
    }

    private static boolean mayBeErased(ToldRecord<?> one) {
        return one.change().value() != null
                && OF_SHIPMENTS.contains(one.tables().topic().name());
    }

    private static UUID shipment(ToldRecord<?> one) {
        return UUID.fromString(one.change().key());
    }

    /** What a rebuild has to remove or to say anew before it is put in place: its copies may be older than an erasure. */
    public static List<String> purge(Generation generation) {
        String erased =
                " where shipment_id in (select shipment_id from erased_shipment where merchant_id = '' and erased_at >= $1)";
        return Stream.concat(
                        TABLES.stream().map(table -> "delete from " + generation.schema() + "." + table + erased),
                        Stream.of(
                                "delete from " + generation.schema()
                                        + ".shipment_listing where (shipment_id, merchant_id) in"
                                        + " (select shipment_id, merchant_id from erased_shipment where erased_at >= $1)",
                                SAY_ANEW.formatted(generation.schema(), Generation.LIVE.schema())))
                .toList();
    }
}
