package io.waymark.console;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedPostgres;
import io.waymark.sandbox.infra.TopicReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The order of records of one key survives sends that fail. */
@QuarkusTest
@QuarkusTestResource(value = LateKafkaAndPostgres.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutboxOrderIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Several rounds in which no send succeeds. */
    private static final Duration A_WHILE = Duration.ofSeconds(8);

    private static final int SETTLEMENTS = 3;
    private static final int SHIPMENTS = 40;

    LateKafka kafka;

    @Test
    @Order(1)
    void whatWasSaidBeforeKafkaCameArrivesInOrder() {
        String number = number();

        registerAndSettle(number);
        failsForAWhile(1);
        kafka.come();

        soon(() -> assertThat(waiting()).isZero());
        assertInOrder(Stream.of(number));
        soon(() -> assertThat(readiness()).isEqualTo(200));
    }

    @Test
    @Order(2)
    void whatManySaidWhileKafkaWasAwayArrivesInOrder() {
        List<String> numbers =
                IntStream.range(0, SHIPMENTS).mapToObj(i -> number()).toList();
        kafka.leave();

        numbers.stream()
                .map(number -> CompletableFuture.runAsync(() -> registerAndSettle(number)))
                .toList()
                .forEach(CompletableFuture::join);
        failsForAWhile(SHIPMENTS);
        kafka.come();

        soon(() -> assertThat(waiting()).isZero());
        assertInOrder(numbers.stream());
        soon(() -> assertThat(readiness()).isEqualTo(200));
    }

    /** Four revisions. */
    private static void registerAndSettle(String number) {
        register(DEFAULT, number, "").statusCode(201);
        for (int i = 1; i <= SETTLEMENTS; i++) {
            as(DEFAULT)
                    .contentType(ContentType.JSON)
                    .body(onerway("T" + number + "-" + i))
                    .post("/v1/shipments/" + ShipmentId.of("sto", number) + "/settlements")
                    .then()
                    .statusCode(201);
        }
    }

    private static void failsForAWhile(int shipments) {
        soon(() -> assertThat(readiness()).isEqualTo(503));
        await().during(A_WHILE).atMost(SOON).until(() -> waiting() == shipments * (1 + SETTLEMENTS));
        soon(() -> assertThat(given().port(managementPort()).get("/q/metrics").asString())
                .containsPattern("outbox_records(\\{.*})? " + waiting() + "\\.0"));
    }

    /** A record may come again, but then so do those that follow it. */
    private void assertInOrder(Stream<String> numbers) {
        Map<String, List<Long>> revisions = revisions();
        assertThat(numbers.map(number -> ShipmentId.of("sto", number).toString()))
                .allSatisfy(id -> {
                    assertThat(revisions.get(id).stream().distinct()).containsExactly(1L, 2L, 3L, 4L);
                    assertThat(revisions.get(id)).endsWith(4L);
                });
    }

    private Map<String, List<Long>> revisions() {
        long written = written();
        return new TopicReader(kafka.bootstrapServers())
                .readUntil(Topics.SHIPMENTS, SOON, all -> all.size() >= written).stream()
                        .collect(groupingBy(
                                ConsumerRecord<String, RegisteredShipment>::key,
                                mapping(record -> record.value().revision(), toList())));
    }

    private long written() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.SHIPMENTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static int waiting() throws SQLException {
        try (Connection database = DriverManager.getConnection(SharedPostgres.jdbcUrl());
                Statement query = database.createStatement();
                ResultSet count = query.executeQuery("select count(*) from console.outbox")) {
            count.next();
            return count.getInt(1);
        }
    }

    private static int readiness() {
        return given().port(managementPort()).get("/q/health/ready").statusCode();
    }

    private static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(assertion);
    }
}
