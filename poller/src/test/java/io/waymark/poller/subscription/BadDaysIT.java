package io.waymark.poller.subscription;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the poller does with records that it cannot use, and while PostgreSQL is away. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(
        value = ProviderResource.class,
        initArgs = {
            @ResourceArg(name = "waymark.calls.answer-timeout", value = "10s"),
            @ResourceArg(name = "waymark.subscriptions.lease", value = "60s")
        })
class BadDaysIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The shipments' topic, written without regard to what may be in it. */
    private static final Topic<byte[], byte[]> ANYTHING =
            new Topic<>(Topics.SHIPMENTS.name(), Serdes.ByteArray(), Serdes.ByteArray(), Optional.empty());

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private final TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());
    private ProviderStandIn providers;
    private final Ledger ledger = new Ledger();

    @BeforeEach
    void start() throws IOException {
        providers = new ProviderStandIn(url);
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    private void register(RegisteredShipment shipment) {
        kafka.write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private void awaitAccepted(String number) {
        await().atMost(PATIENCE).until(() -> ledger.row(number)
                .filter(row -> row.state().equals("ACCEPTED"))
                .isPresent());
    }

    private static ConsumerRecord<byte[], byte[]> awaitDeadLetter(String key) {
        return new TopicReader(SharedKafka.bootstrapServers())
                        .readUntil(
                                Topics.SHIPMENTS.deadLettersOf(Topics.POLLER_GROUP),
                                PATIENCE,
                                records -> records.stream().anyMatch(record -> isOf(record, key)))
                        .stream()
                        .filter(record -> isOf(record, key))
                        .findFirst()
                        .orElseThrow();
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String key) {
        return record.key() != null && new String(record.key(), UTF_8).equals(key);
    }

    @Test
    void putsWhatIsNoRegistrationAsideAndMovesOn() {
        String key = ShipmentId.of("yto", "POISON").toString();
        kafka.write(ANYTHING, key.getBytes(UTF_8), "{\"shipmentId\":".getBytes(UTF_8));
        kafka.write(ANYTHING, key.getBytes(UTF_8), "null".getBytes(UTF_8));
        register(Shipments.registered("yto", "AFTERPOISON", Tracking.AUTO));

        awaitAccepted("AFTERPOISON");
        ConsumerRecord<byte[], byte[]> deadLetter = awaitDeadLetter(key);
        assertThat(deadLetter.value()).asString(UTF_8).isEqualTo("{\"shipmentId\":");
        assertThat(CloudEvent.header(deadLetter.headers(), "dead-letter-topic")).isEqualTo("waymark.shipments.v1");
        assertThat(CloudEvent.header(deadLetter.headers(), "dead-letter-reason"))
                .isEqualTo("SerializationException");
    }

    @Test
    void putsWhatCannotBeStoredAsideAndStoresTheRestOfTheBatch() {
        RegisteredShipment unstorable = Shipments.registered(
                "yto", "UNSTORABLE", 1, Shipments.registration("a", Tracking.AUTO, "a\u0000b", null));
        register(Shipments.registered("yto", "BEFOREUNSTORABLE", Tracking.AUTO));
        register(unstorable);
        register(Shipments.registered("yto", "AFTERUNSTORABLE", Tracking.AUTO));

        awaitAccepted("BEFOREUNSTORABLE");
        awaitAccepted("AFTERUNSTORABLE");
        assertThat(awaitDeadLetter(unstorable.shipmentId().toString()).value())
                .isEqualTo(Topics.SHIPMENTS.values().serializer().serialize("", unstorable));
    }

    @Test
    void waitsWhilePostgresIsAwayAndSkipsNothing() throws SQLException {
        providers.answers("YT-BEFORE", "500");
        register(Shipments.registered("yto", "YT-BEFORE", Tracking.AUTO));
        awaitAccepted("YT-BEFORE");

        allowConnections(false);
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> given().get(management("health/ready")).then().statusCode(503));
            register(Shipments.registered("yto", "YT-MEANWHILE", Tracking.AUTO));
            given().get(management("health/live")).then().statusCode(200);
        } finally {
            allowConnections(true);
        }

        awaitAccepted("YT-MEANWHILE");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> given().get(management("health/ready")).then().statusCode(200));
    }

    /** The lease outlasts the test: what is lost is not asked for again meanwhile. */
    @Test
    void recordsWhatAProviderAnsweredWhilePostgresWasAway() throws SQLException {
        providers.answers("YT-ANSWERED", ProviderStandIn.LATER);
        register(Shipments.registered("yto", "YT-ANSWERED", Tracking.AUTO));
        await().atMost(PATIENCE).until(() -> providers.calls("YT-ANSWERED").size() == 1);
        double before = accepted();

        allowConnections(false);
        try {
            providers.release();
            await().atMost(PATIENCE).until(() -> accepted() > before);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> given().get(management("health/ready")).then().statusCode(503));
        } finally {
            allowConnections(true);
        }

        awaitAccepted("YT-ANSWERED");
        assertThat(providers.calls("YT-ANSWERED")).hasSize(1);
    }

    private double accepted() {
        return meters.find("subscriptions").tag("outcome", "accepted").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void countsAttemptsByOutcome() {
        providers.answers("YT-COUNTED", "500");
        register(Shipments.registered("yto", "YT-COUNTED", Tracking.AUTO));
        awaitAccepted("YT-COUNTED");

        assertThat(given().get(management("metrics")).asString())
                .containsPattern("subscriptions_total\\{outcome=\"accepted\",provider=\"kuaidi100\"\\} [1-9]")
                .containsPattern("subscriptions_total\\{outcome=\"unavailable\",provider=\"kuaidi100\"\\} [1-9]");
    }

    @Test
    void servesNoManagementOnTheTrafficPort() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }

    /** As when the server is being restarted: no new connection comes about, and those that exist are cut. */
    private static void allowConnections(boolean allowed) throws SQLException {
        String own = SharedPostgres.settings().get("waymark.postgres.database");
        String elsewhere = SharedPostgres.jdbcUrl().replace("/" + own + "?", "/postgres?");
        try (Connection connection = DriverManager.getConnection(elsewhere);
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + own + " with allow_connections " + allowed);
            if (!allowed) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + own + "'");
            }
        }
    }

    private String management(String path) {
        return management + path;
    }
}
