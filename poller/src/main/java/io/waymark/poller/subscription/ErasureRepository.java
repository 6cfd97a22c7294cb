package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.ErasureCounts;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import io.waymark.poller.watch.WatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Erases what is kept of shipments. Subscriptions, what is watched and what is known of parcels go. Waybills lose what is
 * about people, the merchant's order number included; what remains is the parcel's number, under which it is billed, and
 * that the order was placed, so that it is not placed again. An order whose number is not known yet is of no shipment: if
 * it turns out to be of one that is erased, it is erased as soon as it has its number.
 *
 * <p>Of one merchant's registration the waybills go alone: subscriptions and what is watched are the shipment's, and go on
 * with what the others said as soon as its next record is read.
 */
@ApplicationScoped
class ErasureRepository {

    private static final String SOURCE = "/waymark/poller";

    private static final String WAYBILLS =
            """
            update waybill set state = 'ERASED', order_id = waybill_id::text, digest = '', request = null, label = null,
              label_form = null, details = null, under_way = false, next_attempt_at = null
            where shipment_id = any($1) and ($2 = '' or merchant_id = $2) and state <> 'ERASED'
            """;

    private static final String SUBSCRIPTIONS = "delete from subscription where shipment_id = any($1)";

    private static final String ANSWERED =
            "select counts, answered_at from erasure_answer where erasure = $1 and shipment_id = $2";

    private static final String ANSWER =
            """
            insert into erasure_answer (erasure, shipment_id, counts) values ($1, $2, $3)
            returning counts, answered_at
            """;

    private final Pool database;
    private final ErasedRepository erased;
    private final WatchRepository watches;
    private final OutboxBatchRepository outbox;

    ErasureRepository(Pool database, ErasedRepository erased, WatchRepository watches, OutboxBatchRepository outbox) {
        this.database = database;
        this.erased = erased;
        this.watches = watches;
        this.outbox = outbox;
    }

    /** Carries out an order and answers it, in one transaction. One that comes again gets the same answer. */
    Uni<Void> carryOut(Erasure order) {
        UUID shipment = order.shipmentId().value();
        return database.withTransaction(c -> erased.takeTurn(c, List.of(shipment))
                .chain(() -> c.preparedQuery(ANSWERED).execute(Tuple.of(order.id(), shipment)))
                .chain(known -> known.size() > 0 ? Uni.createFrom().item(known) : carryOut(c, order))
                .chain(answer ->
                        outbox.addAll(c, List.of(entry(order, answer.iterator().next())))));
    }

    private Uni<RowSet<Row>> carryOut(SqlConnection c, Erasure order) {
        return (order.isOfShipment() ? eraseShipment(c, order) : eraseRegistration(c, order))
                .chain(counts -> c.preparedQuery(ANSWER)
                        .execute(Tuple.of(order.id(), order.shipmentId().value(), ErasureCounts.write(counts))));
    }

    private Uni<Map<String, Long>> eraseShipment(SqlConnection c, Erasure order) {
        List<UUID> one = List.of(order.shipmentId().value());
        return c.preparedQuery(RegistrationRepository.LOCK)
                .execute(which(one))
                .chain(() -> erased.remember(c, one, List.of(Instant.now()), order.id()))
                .chain(() -> erase(c, one));
    }

    private Uni<Map<String, Long>> eraseRegistration(SqlConnection c, Erasure order) {
        return erased.remember(c, order)
                .chain(() -> c.preparedQuery(WAYBILLS)
                        .execute(which(List.of(order.shipmentId().value())).addString(order.merchantId())))
                .map(rows -> Map.of("waybills", (long) rows.rowCount()));
    }

    /** Erases shipments in the caller's transaction, which has their turn and has locked their subscriptions. */
    Uni<Map<String, Long>> erase(SqlConnection c, List<UUID> shipments) {
        Map<String, Long> counts = new TreeMap<>();
        return shipments.isEmpty()
                ? Uni.createFrom().item(counts)
                : c.preparedQuery(WAYBILLS)
                        .execute(which(shipments).addString(""))
                        .invoke(rows -> counts.put("waybills", (long) rows.rowCount()))
                        .chain(() -> c.preparedQuery(SUBSCRIPTIONS).execute(which(shipments)))
                        .invoke(rows -> counts.put("subscriptions", (long) rows.rowCount()))
                        .chain(() -> watches.erase(c, shipments))
                        .invoke(watched -> counts.put("watches", (long) watched))
                        .replaceWith(counts);
    }

    private static Tuple which(List<UUID> shipments) {
        return Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new));
    }

    private static OutboxEntry<Command> entry(Erasure order, Row answer) {
        Instant at = answer.getOffsetDateTime(1).toInstant().truncatedTo(ChronoUnit.MILLIS);
        Command command = order.answer("poller", Erasure.State.DONE, "", ErasureCounts.read(answer.getString(0)), at);
        return new OutboxEntry<>(Topics.COMMANDS, command.target(), command, command.attributes(SOURCE));
    }
}
