package io.waymark.console.registration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Erases what merchants said about the person behind a shipment, and publishes what is left. Works in the connection's transaction, after
 * which the outbox's relay is to be woken.
 */
@ApplicationScoped
public class RegistrationErasureHandler {

    /**
     * While somebody erases nobody registers, and the other way about: also where nobody has registered it yet. Such a row is taken
     * away again.
     */
    private static final String HOLD =
            """
            insert into registered_shipment (shipment_id, carrier, tracking_number, revision, created_at)
            select t.shipment_id, '', '', 0, now() from unnest($1::uuid[]) as t (shipment_id) order by 1 on conflict do nothing""";

    private static final String LOCK =
            "select 1 from registered_shipment where shipment_id = any ($1) order by shipment_id for update";

    private static final String LET_GO =
            "delete from registered_shipment where shipment_id = any ($1) and carrier = ''";

    /** Free text may name anybody. What the settlement's policy goes by stays. */
    private static final String SCRUB =
            """
            update registration set order_id = null, origin = null, destination = null, phone = null, labels = null,
              origin_place = null, destination_place = null
            where shipment_id = any ($1) returning shipment_id""";

    /** An address that a merchant gave may name anybody too; the ledger does without it. */
    private static final String SCRUB_BINDINGS =
            """
            update settlement_binding set tracking_url = null
            where shipment_id = any ($1) and ($2 = '' or merchant_id = $2)""";

    private static final String WITHDRAW =
            "delete from registration where shipment_id = any ($1) and merchant_id = $2 returning shipment_id";

    private static final String NAMES_SOMEBODY = "(phone is not null or origin is not null or destination is not null)";

    private static final String OLD =
            """
            select distinct shipment_id from (
              select shipment_id from registration
              where registered_at < $1 and %s
              order by registered_at limit $2) old"""
                    .formatted(NAMES_SOMEBODY);

    private static final String FORGET =
            """
            update registration set phone = null, origin = null, destination = null
            where shipment_id = any ($1) and registered_at < $2 and %s returning shipment_id"""
                    .formatted(NAMES_SOMEBODY);

    private final RegistrationBatchRepository registrations;
    private final OutboxBatchRepository outbox;

    RegistrationErasureHandler(RegistrationBatchRepository registrations, OutboxBatchRepository outbox) {
        this.registrations = registrations;
        this.outbox = outbox;
    }

    /** Does the work while nobody registers any of these, known or not. */
    public static <T> Uni<T> held(SqlConnection connection, UUID[] shipments, Supplier<Uni<T>> work) {
        return connection
                .preparedQuery(HOLD)
                .execute(Tuple.of((Object) shipments))
                .chain(() -> lock(connection, shipments))
                .chain(() -> work.get())
                .call(() -> connection.preparedQuery(LET_GO).execute(Tuple.of((Object) shipments)));
    }

    private static Uni<Void> lock(SqlConnection connection, UUID[] shipments) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of((Object) shipments))
                .replaceWithVoid();
    }

    /** Of all merchants; how many registrations there were. */
    public Uni<Integer> scrub(SqlConnection connection, UUID[] shipments, Instant now) {
        return erase(connection, shipments, "", SCRUB, Tuple.of((Object) shipments), now);
    }

    /** Of one merchant, who from now on has never registered it. */
    public Uni<Integer> withdraw(SqlConnection connection, UUID shipment, String merchantId, Instant now) {
        UUID[] shipments = {shipment};
        return erase(connection, shipments, merchantId, WITHDRAW, Tuple.of(shipments, merchantId), now);
    }

    private Uni<Integer> erase(
            SqlConnection connection, UUID[] shipments, String merchantId, String sql, Tuple values, Instant now) {
        return lock(connection, shipments)
                .chain(() -> connection.preparedQuery(SCRUB_BINDINGS).execute(Tuple.of(shipments, merchantId)))
                .chain(() -> change(connection, sql, values, now));
    }

    /**
     * Of registrations before a time what tells who a person is or where; how many there were.
     *
     * @param atMost in how many registrations
     */
    Uni<Integer> forget(SqlConnection connection, Instant before, int atMost, Instant now) {
        OffsetDateTime time = before.atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(OLD)
                .execute(Tuple.of(time, atMost))
                .map(RegistrationErasureHandler::shipments)
                .chain(shipments -> lock(connection, shipments)
                        .chain(() -> change(connection, FORGET, Tuple.of(shipments, time), now)));
    }

    /** Publishes those of which it changed something; how many registrations it did. */
    private Uni<Integer> change(SqlConnection connection, String sql, Tuple values, Instant now) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .call(rows -> registrations
                        .reopen(connection, shipments(rows))
                        .chain(books -> publish(connection, books, now)))
                .map(rows -> rows.rowCount());
    }

    private static UUID[] shipments(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("shipment_id"))
                .distinct()
                .toArray(UUID[]::new);
    }

    private Uni<Void> publish(SqlConnection connection, List<RegistrationBook> books, Instant now) {
        List<OutboxEntry<?>> records = books.stream()
                .<OutboxEntry<?>>map(book -> RegistrationHandler.entry(book, now))
                .toList();
        return RegistrationBatchRepository.revise(connection, books).chain(() -> outbox.addAll(connection, records));
    }
}
