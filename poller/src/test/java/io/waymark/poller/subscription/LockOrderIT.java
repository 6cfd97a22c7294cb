package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Whoever needs both a subscription and what is watched of its shipment locks the subscription first. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class LockOrderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ShipmentId SHIPMENT = ShipmentId.of("thirtypost", "A8000190021E");

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    private final TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());
    private final Ledger ledger = new Ledger();

    @Test
    void aRegistrationThatWaitsForASubscriptionHoldsNothingThatIsWatched() throws IOException, SQLException {
        try (ProviderStandIn providers = new ProviderStandIn(url);
                Connection other = open()) {
            register(1, "13488888888");
            follow("LOCKED");
            await().atMost(PATIENCE)
                    .until(() ->
                            ledger.row("LOCKED").filter(Ledger.Row::accepted).isPresent());
            other.setAutoCommit(false);
            run(other, "select from poller.subscription where tracking_number = 'LOCKED' for update");

            register(2, "13499999999");
            await().atMost(PATIENCE).until(LockOrderIT::isSomebodyWaiting);

            assertThatCode(() -> run(
                            other, "select from poller.watch where shipment_id = '" + SHIPMENT + "' for update nowait"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void anErasureThatWaitsForItsTurnHoldsNoSubscription() throws IOException, SQLException {
        try (ProviderStandIn providers = new ProviderStandIn(url);
                Connection other = open()) {
            register(1, "13488888888");
            follow("TURN");
            await().atMost(PATIENCE)
                    .until(() -> ledger.row("TURN").filter(Ledger.Row::accepted).isPresent());
            other.setAutoCommit(false);
            run(other, "select pg_advisory_xact_lock(hashtext('poller.erased'), hashtext('" + SHIPMENT + "') & 63)");

            kafka.write(Topics.SHIPMENTS, SHIPMENT.toString(), null);
            await().atMost(PATIENCE).until(LockOrderIT::isSomebodyWaiting);

            assertThatCode(() -> run(
                            other, "select from poller.subscription where tracking_number = 'TURN' for update nowait"))
                    .doesNotThrowAnyException();
        }
    }

    /** As another replica erases it, which reads another topic. */
    @Test
    void aRegistrationThatIsReadWhileItsShipmentIsErasedIsNotTakenUp() throws IOException, SQLException {
        ShipmentId shipment = ShipmentId.of("yto", "YTERASING");
        try (ProviderStandIn providers = new ProviderStandIn(url);
                Connection other = open()) {
            other.setAutoCommit(false);
            run(other, "select pg_advisory_xact_lock(hashtext('poller.erased'), hashtext('" + shipment + "') & 63)");
            registerYto("YTERASING");
            await().atMost(PATIENCE).until(LockOrderIT::isSomebodyWaiting);
            run(other, "insert into poller.erased values ('" + shipment + "', now(), 'erasure')");
            other.commit();

            registerYto("YTAFTER");

            await().atMost(PATIENCE).until(() -> ledger.row("YTAFTER").isPresent());
            assertThat(ledger.row("YTERASING")).isEmpty();
        }
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection(SharedPostgres.jdbcUrl());
    }

    private static void run(Connection connection, String select) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(select);
        }
    }

    private static boolean isSomebodyWaiting() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) > 0 from pg_locks where not granted")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private void register(long revision, String phone) {
        register(Shipments.registered(
                "thirtypost",
                "A8000190021E",
                revision,
                Shipments.registration("acme", Tracking.AUTO, "广东省深圳市", phone)));
    }

    private void registerYto(String number) {
        register(Shipments.registered("yto", number, Tracking.AUTO));
    }

    private void register(RegisteredShipment shipment) {
        kafka.write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private void follow(String further) {
        JsonNode arguments =
                JsonSerde.mapper().createObjectNode().put("carrier", "ems").put("trackingNumber", further);
        kafka.write(
                Topics.COMMANDS,
                SHIPMENT.toString(),
                new Command(
                        "follow:" + further,
                        Command.FOLLOW_NUMBER,
                        SHIPMENT.toString(),
                        "normalizer",
                        "",
                        "",
                        Instant.EPOCH,
                        arguments));
    }
}
