package io.waymark.notifier.erasure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.mutiny.Uni;
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
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Remembers what is erased of shipments, and what was answered. Every method works in the caller's transaction. */
@ApplicationScoped
public class ErasedRepository {

    private static final String SOURCE = "/waymark/notifier";

    /** One lock is of many shipments: a transaction that is about very many of them takes no more than 64. */
    private static final String TURNS =
            """
             from (select distinct hashtext(id::text) & 63 as turn from unnest($1::uuid[]) id order by 1) turns""";

    private static final String TAKE = "select pg_advisory_xact_lock(hashtext('notifier.erased'), turn)" + TURNS;
    private static final String SHARE =
            "select pg_advisory_xact_lock_shared(hashtext('notifier.erased'), turn)" + TURNS;

    /** Of a registration the merchant whose it was; of all of a shipment null. */
    private static final String AMONG =
            """
            select shipment_id, null::text as merchant_id from erased where shipment_id = any($1)
            union all
            select shipment_id, merchant_id from erased_registration where shipment_id = any($1)""";

    private static final String REMEMBER = "insert into erased (shipment_id) values ($1) on conflict do nothing";

    private static final String REMEMBER_REGISTRATION =
            "insert into erased_registration (shipment_id, merchant_id) values ($1, $2) on conflict do nothing";

    private static final String ANSWERED =
            """
            select state, detail, counts, answered_at from erasure_answer where erasure = $1 and shipment_id = $2""";

    private static final String ANSWER =
            """
            insert into erasure_answer (erasure, shipment_id, state, detail, counts) values ($1, $2, $3, $4, $5)
            returning state, detail, counts, answered_at""";

    /**
     * What goes, or is made nameless, of a shipment, or of one merchant's registration of it.
     *
     * @param counted the name under which the answer says how many; where several have one name, the sum of them
     * @param sql with the shipment as its first parameter, and the merchant, '' for all that is held, as its second
     */
    public record Removal(String counted, String sql) {}

    private final OutboxBatchRepository outbox;

    ErasedRepository(OutboxBatchRepository outbox) {
        this.outbox = outbox;
    }

    /**
     * What of these shipments is erased. Nothing else is until the transaction ends. To be called once in a transaction,
     * before anything is locked.
     */
    public Uni<Erased> among(SqlConnection connection, Collection<UUID> shipments) {
        return shipments.isEmpty()
                ? Uni.createFrom().item(Erased.NOTHING)
                : connection
                        .preparedQuery(SHARE)
                        .execute(which(shipments))
                        .chain(() -> connection.preparedQuery(AMONG).execute(which(shipments)))
                        .map(ErasedRepository::erased);
    }

    private static Erased erased(RowSet<Row> rows) {
        Map<UUID, Set<String>> registrations = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("merchant_id") != null)
                .collect(groupingBy(
                        row -> row.getUUID("shipment_id"),
                        mapping(row -> row.getString("merchant_id"), toUnmodifiableSet())));
        Set<UUID> shipments = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("merchant_id") == null)
                .map(row -> row.getUUID("shipment_id"))
                .collect(toUnmodifiableSet());
        return new Erased(shipments, registrations);
    }

    /** Has whoever takes something up of the shipment wait until the transaction ends; otherwise as {@link #among}. */
    public Uni<Void> takeTurn(SqlConnection connection, UUID shipment) {
        return connection.preparedQuery(TAKE).execute(which(List.of(shipment))).replaceWithVoid();
    }

    /** From now on nothing of what is erased is taken up. */
    public Uni<Void> remember(SqlConnection connection, Erasure order) {
        return connection
                .preparedQuery(order.isOfShipment() ? REMEMBER : REMEMBER_REGISTRATION)
                .execute(order.isOfShipment() ? Tuple.of(order.shipmentId().value()) : of(order))
                .replaceWithVoid();
    }

    /** Has all of them done, one after the other; how many of what, by name. */
    public static Uni<Map<String, Long>> remove(SqlConnection connection, Erasure order, List<Removal> removals) {
        Map<String, Long> counts = new TreeMap<>();
        return TransactionHandler.inTurn(removals, removal -> connection
                        .preparedQuery(removal.sql())
                        .execute(of(order))
                        .invoke(rows -> counts.merge(removal.counted(), (long) rows.rowCount(), Long::sum))
                        .replaceWithVoid())
                .replaceWith(counts);
    }

    /** What is erased, as parameters: the shipment and the merchant, '' for all that is held. */
    public static Tuple of(Erasure order) {
        return Tuple.of(order.shipmentId().value(), order.merchantId());
    }

    /** Answers an order that was answered before in the same way; whether it was. */
    public Uni<Boolean> answerAgain(SqlConnection connection, Erasure order) {
        return connection
                .preparedQuery(ANSWERED)
                .execute(Tuple.of(order.id(), order.shipmentId().value()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(false)
                        : send(connection, order, rows).replaceWith(true));
    }

    /** Answers an order. */
    public Uni<Void> answer(SqlConnection connection, Erasure order, ErasureAnswer answer) {
        return connection
                .preparedQuery(ANSWER)
                .execute(Tuple.of(
                        order.id(),
                        order.shipmentId().value(),
                        answer.state().name(),
                        answer.detail(),
                        ErasureCounts.write(answer.counts())))
                .chain(rows -> send(connection, order, rows));
    }

    private Uni<Void> send(SqlConnection connection, Erasure order, RowSet<Row> rows) {
        Row row = rows.iterator().next();
        Instant at = row.getOffsetDateTime("answered_at").toInstant().truncatedTo(ChronoUnit.MILLIS);
        Command command = order.answer(
                "notifier",
                Erasure.State.valueOf(row.getString("state")),
                row.getString("detail"),
                ErasureCounts.read(row.getString("counts")),
                at);
        return outbox.addAll(
                connection,
                List.of(new OutboxEntry<>(Topics.COMMANDS, command.target(), command, command.attributes(SOURCE))));
    }

    private static Tuple which(Collection<UUID> shipments) {
        return Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new));
    }
}
