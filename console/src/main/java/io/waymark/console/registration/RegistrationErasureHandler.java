package io.waymark.console.registration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Erases what merchants said about the person behind a shipment, and publishes what is left. Works in the connection's transaction, after
 * which the outbox's relay is to be woken.
 */
@ApplicationScoped
public class RegistrationErasureHandler {

    private static final String LOCK =
            "select 1 from registered_shipment where shipment_id = any ($1) order by shipment_id for update";

    /** Free text may name anybody. What the settlement's policy goes by stays. */
    private static final String SCRUB =
            """
            update registration set order_id = null, origin = null, destination = null, phone = null, labels = null,
              origin_place = null, destination_place = null
            where shipment_id = any ($1)""";

    /** An address that a merchant gave may name anybody too; the ledger does without it. */
    private static final String SCRUB_BINDINGS =
            "update settlement_binding set tracking_url = null where shipment_id = any ($1)";

    private static final String WITHDRAW = "delete from registration where shipment_id = any ($1) and merchant_id = $2";

    private static final String OLD =
            """
            select distinct shipment_id from (
              select shipment_id from registration
              where registered_at < $1 and (phone is not null or origin is not null or destination is not null)
              order by registered_at limit $2) old""";

    private static final String FORGET =
            """
            update registration set phone = null, origin = null, destination = null
            where shipment_id = any ($1) and registered_at < $2""";

    private final RegistrationBatchRepository registrations;
    private final OutboxBatchRepository outbox;

    RegistrationErasureHandler(RegistrationBatchRepository registrations, OutboxBatchRepository outbox) {
        this.registrations = registrations;
        this.outbox = outbox;
    }

    /** Of all merchants; how many registrations there were. */
    public Uni<Integer> scrub(SqlConnection connection, UUID[] shipments, Instant now) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of((Object) shipments))
                .chain(() -> connection.preparedQuery(SCRUB_BINDINGS).execute(Tuple.of((Object) shipments)))
                .chain(() -> change(connection, shipments, SCRUB, Tuple.of((Object) shipments), now));
    }

    /** Of one merchant, who from now on has never registered it. */
    public Uni<Integer> withdraw(SqlConnection connection, UUID shipment, String merchantId, Instant now) {
        UUID[] shipments = {shipment};
        return change(connection, shipments, WITHDRAW, Tuple.of(shipments, merchantId), now);
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
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("shipment_id"))
                        .toArray(UUID[]::new))
                .chain(shipments -> shipments.length == 0
                        ? Uni.createFrom().item(0)
                        : change(connection, shipments, FORGET, Tuple.of(shipments, time), now));
    }

    private Uni<Integer> change(SqlConnection connection, UUID[] shipments, String sql, Tuple values, Instant now) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of((Object) shipments))
                .chain(() -> connection.preparedQuery(sql).execute(values))
                .map(rows -> rows.rowCount())
                .call(() ->
                        registrations.reopen(connection, shipments).chain(books -> publish(connection, books, now)));
    }

    private Uni<Void> publish(SqlConnection connection, List<RegistrationBook> books, Instant now) {
        List<OutboxEntry<?>> records = books.stream()
                .map(RegistrationBook::nextRevision)
                .<OutboxEntry<?>>map(record -> entry(record, now))
                .toList();
        return RegistrationBatchRepository.revise(connection, books).chain(() -> outbox.addAll(connection, records));
    }

    private static OutboxEntry<?> entry(RegisteredShipment record, Instant now) {
        return new OutboxEntry<>(
                Topics.SHIPMENTS, record.shipmentId().toString(), record, RegistrationHandler.attributes(record, now));
    }
}
