package io.waymark.poller.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.Command;
import io.waymark.contract.Goods;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Kafka, PostgreSQL and the simulated providers of one test, and what the poller's processes have to know of them. */
final class PollerWorld implements AutoCloseable {

    final EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
    final SandboxServer sandbox;
    private final Path database;
    private final HttpClient http = HttpClient.newHttpClient();
    private PostgresServer postgres;

    /** A question that a provider was asked. */
    record Query(Instant time, String carrier, String number, String code) {}

    /**
     * @param database where PostgreSQL keeps its files
     * @param strictness further settings of the simulated providers
     */
    PollerWorld(Path database, Map<String, String> strictness) {
        Map<String, String> settings = new HashMap<>(strictness);
        settings.put("WAYMARK_SANDBOX_PORT", "0");
        this.database = database;
        this.sandbox = SandboxServer.start(SandboxSettings.of(settings));
        this.postgres = PostgresServer.start(PostgresOptions.temporary().withDirectory(database));
        TopicSetup.createAll(kafka.bootstrapServers(), 3, 1);
    }

    /** Of a poller that has accounts with Kuaidi100 and 30post here; its own settings win. */
    PollerProcess startPoller(Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("waymark.postgres.host", postgres.host()),
                Map.entry("waymark.postgres.port", Integer.toString(postgres.port())),
                Map.entry("waymark.kuaidi100.url", sandbox.url() + "/kuaidi100"),
                Map.entry("waymark.kuaidi100.key", "quickstart-key"),
                Map.entry("waymark.kuaidi100.customer", "quickstart-customer"),
                Map.entry("waymark.kuaidi100.master-secrets", "test-master-secret"),
                Map.entry("waymark.kuaidi100.callback-base", "http://localhost:1"),
                Map.entry("waymark.thirtypost.url", sandbox.url() + "/thirtypost"),
                Map.entry("waymark.thirtypost.access-key", "c2e2e01c-6c95-4146-99d6-815811755603"),
                Map.entry("waymark.thirtypost.secret-key", "5fd68fbe-16a4-4851-bc56-3b1890a40a90"),
                Map.entry("waymark.pace.kuaidi100.rate", "500"),
                Map.entry("waymark.pace.kuaidi100.burst", "500"),
                Map.entry("waymark.pace.thirtypost.rate", "500"),
                Map.entry("waymark.pace.thirtypost.burst", "500")));
        settings.putAll(own);
        return PollerProcess.start(settings);
    }

    /** A parcel that moves too slowly to get anywhere, and that somebody wants followed by asking. */
    void follow(String provider, String carrier, String number) {
        direct(
                "POST",
                "/parcels",
                Map.of("provider", provider, "carrier", carrier, "trackingNumber", number, "speed", 1));
        register(carrier, number);
    }

    void register(String carrier, String number) {
        ShipmentId id = ShipmentId.of(carrier, number);
        Registration registration = new Registration(
                "default",
                null,
                null,
                null,
                null,
                Tracking.PULL,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                Instant.now());
        new TopicWriter(kafka.bootstrapServers())
                .write(
                        Topics.SHIPMENTS,
                        id.toString(),
                        new RegisteredShipment(id, carrier, number, List.of(registration), 1));
    }

    /** The number is a further one of this shipment. */
    void alias(String carrier, String number, String furtherCarrier, String furtherNumber) {
        String id = ShipmentId.of(carrier, number).toString();
        JsonNode arguments = JsonSerde.mapper()
                .createObjectNode()
                .put("carrier", furtherCarrier)
                .put("trackingNumber", furtherNumber);
        Command command =
                new Command("follow-" + id, Command.FOLLOW_NUMBER, id, "normalizer", "", "", Instant.now(), arguments);
        new TopicWriter(kafka.bootstrapServers()).write(Topics.COMMANDS, id, command);
    }

    void fault(String target, String mode, int times) {
        direct("PUT", "/faults", Map.of("target", target, "mode", mode, "times", times));
    }

    void clearFaults() {
        direct("DELETE", "/faults", Map.of());
    }

    /** Everything a provider was asked about numbers, oldest first. */
    List<Query> queries(String provider) {
        JsonNode list = direct("GET", "/providers/" + provider + "/queries", Map.of());
        return StreamSupport.stream(list.spliterator(), false)
                .map(query -> new Query(
                        Instant.parse(query.path("time").asText()),
                        query.path("carrier").asText(),
                        query.path("number").asText(),
                        query.path("code").asText()))
                .toList();
    }

    private JsonNode direct(String method, String path, Map<String, ?> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox" + path))
                    .method(
                            method,
                            BodyPublishers.ofByteArray(JsonSerde.mapper().writeValueAsBytes(body)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isLessThan(300);
            return JsonSerde.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many rows of the poller's tables this finds; 0 as long as there are none, or no database. */
    long count(String fromWhere) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl() + "&currentSchema=poller");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + fromWhere)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            return 0;
        }
    }

    /** PostgreSQL goes away, and comes back with what it had, after somebody has looked around. */
    void withoutPostgres(Runnable meanwhile) {
        int port = postgres.port();
        postgres.close();
        meanwhile.run();
        postgres = PostgresServer.start(
                PostgresOptions.temporary().withDirectory(database).withPort(port));
    }

    /** No number was asked for twice within the gap. */
    static void assertApart(List<Query> queries, Duration gap) {
        Map<String, List<Instant>> times = new HashMap<>();
        queries.forEach(
                query -> times.computeIfAbsent(query.carrier() + " " + query.number(), number -> new ArrayList<>())
                        .add(query.time()));
        times.forEach((number, some) -> {
            for (int i = 1; i < some.size(); i++) {
                assertThat(Duration.between(some.get(i - 1), some.get(i)))
                        .as("%s, query %d", number, i + 1)
                        .isGreaterThanOrEqualTo(gap);
            }
        });
    }

    @Override
    public void close() {
        sandbox.close();
        postgres.close();
        kafka.close();
    }
}
