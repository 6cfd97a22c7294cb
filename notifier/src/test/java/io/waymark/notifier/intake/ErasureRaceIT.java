package io.waymark.notifier.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.Erasure;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Payment;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.notifier.settlement.FactBatch;
import io.waymark.notifier.settlement.LedgerIntake;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedPostgres;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A settlement that becomes open, and an order to erase its shipment, at one time, as two replicas do it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ErasureRaceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    LedgerIntake ledger;

    @Inject
    ErasureHandler erasures;

    private final Connection database = open();

    private static Connection open() {
        try {
            return DriverManager.getConnection(SharedPostgres.jdbcUrl());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection holding(String statement) throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
        return connection;
    }

    private String text(String query) throws SQLException {
        try (Statement run = database.createStatement();
                ResultSet rows = run.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /** So many wait for a lock on that table's rows. */
    private void awaitWaiting(int count) {
        await().atMost(PATIENCE)
                .until(
                        () -> text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like '%registration_fact%' and pid <> pg_backend_pid()"),
                        Integer.toString(count)::equals);
    }

    /**
     * Somebody waits to take up something of the shipment. It may be another consumer of this application: one lock is of many
     * shipments.
     */
    private void awaitTurnWanted(ShipmentId shipment) {
        await().atMost(PATIENCE)
                .until(
                        () -> text("select count(*) > 0 from pg_locks where locktype = 'advisory' and not granted"
                                + " and classid::bigint = hashtext('notifier.erased')::bigint & 4294967295"
                                + " and objid::bigint = hashtext('" + shipment + "') & 63"),
                        "t"::equals);
    }

    /** A parcel of which a settlement was stopped: its payment failed. */
    private ShipmentId stopped(String number) {
        ShipmentId shipment = ShipmentId.of("sto", number);
        ledger.take(batch(List.of(shipment(shipment, number)), List.of(paid(number, Payment.State.FAILED))))
                .await()
                .atMost(PATIENCE);
        return shipment;
    }

    private static RegisteredShipment shipment(ShipmentId id, String number) {
        return JsonSerde.of(RegisteredShipment.class)
                .read(("{\"shipmentId\":\"" + id + "\",\"carrier\":\"sto\",\"trackingNumber\":\"" + number
                                + "\",\"revision\":1,\"registrations\":[{\"merchantId\":\"default\",\"tracking\":\"AUTO\","
                                + "\"labels\":[],\"goods\":\"PHYSICAL\",\"installments\":false,\"settlements\":[{\"settlementId\":\""
                                + SettlementBinding.idOf("onerway", "T-" + number, number)
                                + "\",\"gateway\":\"onerway\",\"transactionId\":\"T-" + number
                                + "\",\"paymentMethod\":\"STC_PAY\",\"carrierCode\":\"STO\"}],"
                                + "\"registeredAt\":\"2026-11-01T00:00:00Z\"}]}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Payment paid(String number, Payment.State state) {
        return new Payment(
                "onerway", "T-" + number, "TXN", state, "S", "STC_PAY", null, null, Instant.now(), null, false, null);
    }

    private static FactBatch batch(List<RegisteredShipment> registrations, List<Payment> payments) {
        return new FactBatch(registrations, List.of(), List.of(), payments, List.of(), Map.of());
    }

    private String stateOf(String number) throws SQLException {
        UUID id = SettlementBinding.idOf("onerway", "T-" + number, number);
        return text("select state from notifier.settlement where settlement_id = '" + id + "'");
    }

    private CompletableFuture<Void> reopened(String number) {
        return begun(ledger.take(batch(List.of(), List.of(paid(number, Payment.State.SUCCEEDED)))));
    }

    private CompletableFuture<Void> erased(ShipmentId shipment, String erasure) {
        return begun(erasures.carryOut(List.of(new Erasure(erasure, shipment, Topics.NOTIFIER_GROUP))));
    }

    private static CompletableFuture<Void> begun(Uni<Void> work) {
        return work.subscribeAsCompletionStage();
    }

    private String answered(String erasure) throws SQLException {
        return text("select state || ' ' || detail from notifier.erasure_answer where erasure = '" + erasure + "'");
    }

    @Test
    void whatIsReopenedBeforeIsNotErased() throws SQLException {
        ShipmentId shipment = stopped("RACE1");
        assertThat(stateOf("RACE1")).isEqualTo("STOPPED");
        try (Connection holding =
                holding("select from notifier.registration_fact where shipment_id = '" + shipment + "' for update")) {
            CompletableFuture<Void> reopening = reopened("RACE1");
            awaitWaiting(1);
            CompletableFuture<Void> erasing = erased(shipment, "race-1");
            awaitWaiting(2);
            holding.rollback();
            CompletableFuture.allOf(reopening, erasing).join();
        }

        assertThat(stateOf("RACE1")).isEqualTo("OWED");
        assertThat(answered("race-1")).isEqualTo("REFUSED settlements are open: OWED 1");
        assertThat(text("select count(*) from notifier.erased where shipment_id = '" + shipment + "'"))
                .isEqualTo("0");
    }

    @Test
    void whatIsErasedBeforeIsNotReopened() throws SQLException {
        ShipmentId shipment = stopped("RACE2");
        try (Connection holding =
                holding("select from notifier.registration_fact where shipment_id = '" + shipment + "' for update")) {
            CompletableFuture<Void> erasing = erased(shipment, "race-2");
            awaitWaiting(1);
            CompletableFuture<Void> reopening = reopened("RACE2");
            awaitWaiting(2);
            holding.rollback();
            CompletableFuture.allOf(reopening, erasing).join();
        }

        assertThat(stateOf("RACE2")).isEqualTo("STOPPED");
        assertThat(answered("race-2")).isEqualTo("DONE ");
    }

    /** Its registration is stored, and not weighed yet: another replica is about to open its settlement. */
    @Test
    void whatIsRegisteredAndNotOpenedYetIsNotErased() throws SQLException {
        ShipmentId shipment = stopped("RACE3");
        text("update notifier.registration_fact set settlements = 2, terms = (terms::jsonb || (terms::jsonb -> 0"
                + " || '{\"settlementId\": \"" + UUID.randomUUID() + "\"}'))::text where shipment_id = '" + shipment
                + "' returning ''");

        erased(shipment, "race-3").join();

        assertThat(answered("race-3")).isEqualTo("REFUSED settlements are open: REGISTERED 1");
    }

    /** A registration that is read late, while its shipment is being erased: it waits, and is not stored. */
    @Test
    void whatIsReadWhileItIsErasedIsNotStored() throws SQLException {
        ShipmentId shipment = stopped("RACE4");
        try (Connection holding =
                holding("select from notifier.registration_fact where shipment_id = '" + shipment + "' for update")) {
            CompletableFuture<Void> erasing = erased(shipment, "race-4");
            awaitWaiting(1);
            CompletableFuture<Void> reading =
                    begun(ledger.take(batch(List.of(shipment(shipment, "RACE4")), List.of())));
            awaitTurnWanted(shipment);
            holding.rollback();
            CompletableFuture.allOf(reading, erasing).join();
        }

        assertThat(text("select count(*) from notifier.registration_fact where shipment_id = '" + shipment + "'"))
                .isEqualTo("0");
    }
}
