package io.waymark.notifier.webhook;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import io.waymark.notifier.settlement.NotifierProcess;
import io.waymark.notifier.webhook.EndpointStandIn.Answer;
import io.waymark.notifier.webhook.EndpointStandIn.Received;
import io.waymark.sandbox.infra.BuiltService;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The built service, killed with SIGKILL again and again while it sends to an endpoint that fails now and then: at the end the
 * endpoint has every message, repeats have the same id and the same bytes, and each shipment's messages came in their order.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KilledWebhooksIT {

    private static final String PATH = "/hooks";
    private static final int KILLS = 8;
    private static final int SHIPMENTS = 10;

    /** The next process takes the place of the killed one in its groups, and does not wait until that is missed. */
    private static final Map<String, String> QUICK = Map.of(
            "mp.messaging.incoming.facts.group.instance.id", "killed",
            "mp.messaging.incoming.webhooks.group.instance.id", "killed",
            "waymark.webhook.master-secrets", "test-webhook-secret",
            "waymark.webhook.allow-private", "true",
            "waymark.webhook.connect-timeout", "PT0.5S",
            "waymark.webhook.timeout", "PT0.7S",
            "waymark.webhook.lease", "PT2S",
            "waymark.webhook.retries", String.join(",", Collections.nCopies(30, "PT0.2S")),
            "waymark.webhook.breaker-pause", "PT0.3S");

    private final Random random = new Random(20261122);
    private final List<TrackingEvent> told = new ArrayList<>();

    @Test
    void repeatsAreTheSameMessageAndNothingIsLost() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
                PostgresServer postgres = PostgresServer.start(PostgresOptions.temporary());
                EndpointStandIn endpoint = new EndpointStandIn()) {
            TopicSetup.createAll(kafka.bootstrapServers(), 3, 1);
            endpoint.always(PATH, this::answerNowAndThen);
            Merchant merchant = new Merchant("killed", new TopicWriter(kafka.bootstrapServers()));
            merchant.endpoint(endpoint.url(PATH));
            for (int kill = 0; kill < KILLS; kill++) {
                tell(merchant, kill);
                int enough = endpoint.at(PATH).size() + 1 + random.nextInt(SHIPMENTS);
                try (BuiltService notifier = start(kafka, postgres)) {
                    awaitReceived(notifier, endpoint, enough);
                    notifier.kill();
                }
            }
            try (BuiltService notifier = start(kafka, postgres)) {
                await().atMost(Duration.ofMinutes(2))
                        .failFast("the service ended by itself", () -> !notifier.isAlive())
                        .until(() -> delivered(postgres) == told.size());
            }
            assertEverythingCame(endpoint);
            assertRepeatsAreTheSame(endpoint);
            assertShipmentsAreInOrder(endpoint);
        }
    }

    /** Takes it, takes it late, fails, or says nothing. */
    private void answerNowAndThen(HttpExchange exchange) throws IOException {
        int choice;
        synchronized (random) {
            choice = random.nextInt(10);
        }
        (choice < 7 ? Answer.status(204) : choice < 9 ? Answer.status(500) : Answer.silence()).to(exchange);
    }

    private void tell(Merchant merchant, int round) {
        for (int shipment = 0; shipment < SHIPMENTS; shipment++) {
            if (round == 0) {
                merchant.registers("K" + shipment);
            }
            told.add(merchant.scanned("K" + shipment, round + 1, SubStatus.MOVING));
        }
    }

    private static BuiltService start(EmbeddedKafka kafka, PostgresServer postgres) {
        return NotifierProcess.start(kafka.bootstrapServers(), postgres, "http://localhost:1", QUICK);
    }

    private static void awaitReceived(BuiltService notifier, EndpointStandIn endpoint, int enough) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .failFast("the service ended by itself", () -> !notifier.isAlive())
                .until(() -> endpoint.at(PATH).size() >= enough);
    }

    private static long delivered(PostgresServer postgres) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from notifier.webhook_delivery where state = 'DELIVERED'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void assertEverythingCame(EndpointStandIn endpoint) {
        assertThat(endpoint.at(PATH).stream().map(Received::id).collect(toSet()))
                .isEqualTo(
                        told.stream().map(event -> event.eventId().toString()).collect(toSet()));
    }

    private static void assertRepeatsAreTheSame(EndpointStandIn endpoint) {
        Map<String, List<Received>> byId = endpoint.at(PATH).stream().collect(groupingBy(Received::id));
        assertThat(byId.values()).anyMatch(repeats -> repeats.size() > 1);
        assertThat(byId.values()).allSatisfy(repeats -> assertThat(repeats)
                .allMatch(one -> Arrays.equals(one.bytes(), repeats.get(0).bytes())));
    }

    private static void assertShipmentsAreInOrder(EndpointStandIn endpoint) {
        endpoint.at(PATH).stream()
                .map(received -> received.body().path("data"))
                .collect(groupingBy(data -> data.path("shipmentId").asText()))
                .forEach((shipment, events) -> assertThat(events)
                        .as(shipment)
                        .extracting(event -> event.path("sequence").asInt())
                        .isSorted());
    }
}
