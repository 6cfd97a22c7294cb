package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Payment;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.TrackingEvent;
import io.waymark.notifier.erasure.ErasedRepository;
import io.waymark.outbox.TransactionHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what other services published. Every fact is applied only if it is newer than what is known, so repeats and
 * old news change nothing. Batches go through the reactive client: one statement per kind, not one per fact.
 */
@ApplicationScoped
class FactRepository {

    private static final String REGISTRATION =
            """
            insert into registration_fact (shipment_id, revision, carrier, tracking_number, terms, settlements)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (shipment_id) do update
            set revision = excluded.revision, terms = excluded.terms, settlements = excluded.settlements, stored_at = now()
            where registration_fact.revision < excluded.revision""";

    private static final String SCAN =
            """
            insert into scan_fact (scan_id, shipment_id, event_id, sequence, status, sub_status, evidence, recorded_at,
                                   withdrawn, rule, source, traceparent)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (scan_id) do update
            set event_id = excluded.event_id, sequence = excluded.sequence, status = excluded.status,
                sub_status = excluded.sub_status, evidence = excluded.evidence, recorded_at = excluded.recorded_at,
                withdrawn = excluded.withdrawn, rule = excluded.rule, source = excluded.source,
                traceparent = excluded.traceparent
            where scan_fact.sequence < excluded.sequence""";

    private static final String LATEST =
            """
            insert into latest_fact (shipment_id, revision, sequence, status, sub_status) values ($1, $2, $3, $4, $5)
            on conflict (shipment_id) do update
            set revision = excluded.revision, sequence = excluded.sequence, status = excluded.status,
                sub_status = excluded.sub_status, stored_at = now()
            where latest_fact.revision < excluded.revision""";

    private static final String PAYMENT =
            """
            insert into payment_fact (id, payment_key, state, payment_method, received_at, amount, currency, account)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (id) do update set amount = excluded.amount, currency = excluded.currency
            where payment_fact.amount is null and excluded.amount is not null""";

    private static final int LAST_YEAR = 9999;

    private final Pool database;
    private final ErasedRepository erased;

    FactRepository(Pool database, ErasedRepository erased) {
        this.database = database;
        this.erased = erased;
    }

    private record Batch(String sql, List<Tuple> rows) {}

    /**
     * Stores all of them but what is erased or, on failure, none. Fails with
     * {@link UnusableFactException} if one has no row.
     */
    Uni<Void> store(FactBatch facts) {
        return database.withTransaction(connection -> erased.among(connection, facts.shipmentIds())
                .map(gone -> UnusableFactException.guard(() -> batches(facts.without(gone))))
                .chain(batches -> TransactionHandler.inTurn(batches, batch -> execute(connection, batch))));
    }

    private static List<Batch> batches(FactBatch facts) {
        return List.of(
                new Batch(REGISTRATION, registrations(facts)),
                new Batch(SCAN, scans(facts)),
                new Batch(LATEST, latest(facts)),
                new Batch(PAYMENT, payments(facts)));
    }

    private static Uni<Void> execute(SqlConnection connection, Batch batch) {
        return batch.rows().isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(batch.sql())
                        .executeBatch(batch.rows())
                        .replaceWithVoid();
    }

    private static List<Tuple> registrations(FactBatch facts) {
        return facts.registrations().stream().map(FactRepository::tuple).toList();
    }

    private static Tuple tuple(RegisteredShipment shipment) {
        List<Terms> terms = Terms.of(shipment);
        byte[] json = JsonSerde.of(List.class).write(List.copyOf(terms));
        return Tuple.from(List.of(
                shipment.shipmentId().value(),
                shipment.revision(),
                shipment.carrier(),
                shipment.trackingNumber(),
                new String(json, StandardCharsets.UTF_8),
                terms.size()));
    }

    private static List<Tuple> scans(FactBatch facts) {
        return facts.events().stream()
                .map(event -> tuple(event).addString(facts.traces().get(event.eventId())))
                .toList();
    }

    private static Tuple tuple(TrackingEvent event) {
        return Tuple.from(List.of(
                event.scanId(),
                event.shipmentId().value(),
                event.eventId(),
                event.sequence(),
                event.status().name(),
                event.subStatus().name(),
                event.evidence().name(),
                utc(event.recordedAt()),
                event.withdrawn(),
                event.rule(),
                event.source()));
    }

    private static List<Tuple> latest(FactBatch facts) {
        return facts.shipments().stream().map(FactRepository::tuple).toList();
    }

    private static Tuple tuple(Shipment shipment) {
        return Tuple.of(
                shipment.shipmentId().value(),
                shipment.revision(),
                shipment.sequence(),
                shipment.status().name(),
                shipment.subStatus() == null ? null : shipment.subStatus().name());
    }

    /** A notice that may be about another payment can stop a settlement, and never releases one. */
    private static List<Tuple> payments(FactBatch facts) {
        return facts.payments().stream()
                .filter(payment -> !payment.inDoubt() || payment.state() != Payment.State.SUCCEEDED)
                .flatMap(payment -> PaymentKeys.of(payment).map(key -> tuple(key, payment)))
                .toList();
    }

    private static Tuple tuple(String key, Payment payment) {
        String method = payment.paymentMethod() == null ? "" : payment.paymentMethod();
        String account = payment.proof() == null ? "" : payment.proof().account();
        Optional<Money> money = Money.of(payment);
        return Tuple.tuple()
                .addString(key + ":" + payment.state() + ":" + method + (account.isEmpty() ? "" : ":" + account))
                .addString(key)
                .addString(payment.state().name())
                .addString(payment.paymentMethod())
                .addOffsetDateTime(utc(payment.receivedAt()))
                .addBigDecimal(money.map(Money::amount).orElse(null))
                .addString(money.map(Money::currency).orElse(null))
                .addString(account);
    }

    /** Throws {@link RuntimeException} for times beyond the calendar, which PostgreSQL cannot store. */
    private static OffsetDateTime utc(Instant time) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        if (utc.getYear() < 1 || utc.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("beyond the calendar");
        }
        return utc;
    }
}
