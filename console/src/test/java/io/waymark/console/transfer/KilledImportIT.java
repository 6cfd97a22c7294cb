package io.waymark.console.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.waymark.console.Api;
import io.waymark.console.ConsoleProcess;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicSetup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The built service, killed with SIGKILL while it registers the lines of a file, and again, until a third process ends it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledImportIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int LINES = 6000;

    /** Each of these is what it says once in so many lines. */
    private static final int BAD = 500;

    private static final int REPEATED = 60;
    private static final int CONTRADICTING = 750;

    /** Many transactions, and no long wait for what a dead process had begun. */
    private static final Map<String, String> SETTINGS =
            Map.of("waymark.import.batch", "60", "waymark.import.lease", "PT1S");

    @Test
    void anotherProcessGoesOnAndEachLineIsDoneOnce() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
                PostgresServer postgres = PostgresServer.start(PostgresOptions.temporary());
                Connection database = DriverManager.getConnection(postgres.jdbcUrl() + "&currentSchema=console")) {
            TopicSetup.createAll(kafka.bootstrapServers(), 3, 1);
            String path;
            try (ConsoleProcess first = ConsoleProcess.start(kafka.bootstrapServers(), postgres, SETTINGS)) {
                path = send(first);
                killOnce(first, database, LINES / 5);
            }
            try (ConsoleProcess second = ConsoleProcess.start(kafka.bootstrapServers(), postgres, SETTINGS)) {
                killOnce(second, database, LINES * 3 / 5);
            }
            try (ConsoleProcess third = ConsoleProcess.start(kafka.bootstrapServers(), postgres, SETTINGS)) {
                await().atMost(SOON)
                        .until(() -> third.call().get(path).path("state").equals("DONE"));
                assertCounted(third, path);
                await().atMost(SOON).until(() -> count(database, "outbox") == 0);
            }
            assertStoredOnce(database);
            assertPublished(kafka.bootstrapServers());
        }
    }

    private static String send(ConsoleProcess console) {
        return Api.withFile(console.call(), "text/csv", file().getBytes(UTF_8))
                .post("/v1/shipments/import")
                .then()
                .statusCode(202)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
    }

    /** In the middle of its work. */
    private static void killOnce(ConsoleProcess console, Connection database, int lines)
            throws SQLException, InterruptedException {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> number(database, "select lines_done from shipment_import") > lines);
        console.kill();
        assertThat(number(database, "select lines_done from shipment_import")).isLessThan(LINES);
    }

    private static void assertCounted(ConsoleProcess console, String path) {
        JsonPath done = console.call().get(path).jsonPath();
        assertThat(done.getLong("registered")).isEqualTo(registered().size());
        assertThat(done.getLong("repeated"))
                .isEqualTo(lines(KilledImportIT::isRepeated).size());
        assertThat(done.getLong("failed")).isEqualTo(refused().size());
        assertThat(done.getLong("linesDone")).isEqualTo(LINES + 1);
        assertThat(console.call().get(path + "/errors?limit=200").jsonPath().getList("items.line", Integer.class))
                .isEqualTo(refused());
    }

    private static void assertStoredOnce(Connection database) throws SQLException {
        int registered = registered().size();
        assertThat(count(database, "registered_shipment")).isEqualTo(registered);
        assertThat(count(database, "registered_shipment where revision = 1")).isEqualTo(registered);
        assertThat(count(database, "registration")).isEqualTo(registered);
        assertThat(count(database, "console_read.shipment_listing")).isEqualTo(registered);
        assertThat(count(database, "shipment_import_part")).isZero();
    }

    /** A record may come twice where a process died behind sending it, and is then the same. */
    private static void assertPublished(String bootstrapServers) {
        Set<String> keys = registered();
        List<ConsumerRecord<String, RegisteredShipment>> records = new TopicReader(bootstrapServers)
                .readUntil(Topics.SHIPMENTS, SOON, all -> keys(all).equals(keys));
        assertThat(records.stream()
                        .collect(groupingBy(
                                ConsumerRecord<String, RegisteredShipment>::key,
                                mapping(ConsumerRecord<String, RegisteredShipment>::value, toSet()))))
                .allSatisfy((key, values) -> assertThat(values)
                        .singleElement()
                        .extracting(RegisteredShipment::revision)
                        .isEqualTo(1L));
    }

    private static Set<String> keys(List<ConsumerRecord<String, RegisteredShipment>> records) {
        return records.stream().map(ConsumerRecord::key).collect(toSet());
    }

    private static String file() {
        return IntStream.range(0, LINES)
                .mapToObj(KilledImportIT::line)
                .collect(joining("\n", "carrier,trackingNumber,orderId\n", "\n"));
    }

    private static String line(int i) {
        String carrier = isBad(i) ? "?" : "sto";
        return carrier + "," + numberOf(i) + "," + (isContradicting(i) ? "another" : "O");
    }

    /** Two lines that are to be held against an earlier one have its number. */
    private static String numberOf(int i) {
        return "KILLED%05d".formatted(isRepeated(i) || isContradicting(i) ? i - 2 : i);
    }

    private static boolean isBad(int i) {
        return i % BAD == 10;
    }

    private static boolean isRepeated(int i) {
        return i % REPEATED == 59;
    }

    private static boolean isContradicting(int i) {
        return i % CONTRADICTING == 700;
    }

    private static Set<String> registered() {
        return lines(i -> !isBad(i) && !isRepeated(i) && !isContradicting(i)).stream()
                .map(i -> ShipmentId.of("sto", numberOf(i)).toString())
                .collect(toSet());
    }

    /** The numbers of the lines in the file, whose first is its head. */
    private static List<Integer> refused() {
        return lines(i -> isBad(i) || isContradicting(i)).stream()
                .map(i -> i + 2)
                .toList();
    }

    private static List<Integer> lines(IntPredicate which) {
        return IntStream.range(0, LINES).filter(which).boxed().toList();
    }

    private static long count(Connection database, String rows) throws SQLException {
        return number(database, "select count(*) from " + rows);
    }

    private static long number(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
