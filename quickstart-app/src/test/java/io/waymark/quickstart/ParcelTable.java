package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A merchant's table of parcels, kept by the sample consumer in plain Java from the public topics alone. */
final class ParcelTable implements AutoCloseable {

    private static final Path JAR =
            Path.of("../deploy/examples/java-consumer/target/java-consumer.jar").toAbsolutePath();
    private static final String SCHEMA = "a_merchants_own";
    private static final String DATABASE = "jdbc:postgresql://localhost:" + Part.POSTGRESQL.port()
            + "/waymark?user=waymark&password=waymark&currentSchema=" + SCHEMA;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a shipment these are told to each merchant in its own way, and of none in the topic. */
    private static final Set<String> NOT_PUBLIC = Set.of("eta", "events", "settlements");

    /** The columns win over what the document says: they are what is compared. */
    private static final String PARCELS =
            """
            select shipment_id, document || jsonb_build_object(
              'carrier', carrier, 'trackingNumber', tracking_number, 'orderId', order_id, 'status', status,
              'subStatus', sub_status, 'monitoring', monitoring, 'deliveredAt', delivered_at, 'lastEventAt', last_event_at,
              'sequence', sequence, 'revision', revision) from parcel""";

    private static final String EVENTS =
            """
            select event_id, document || jsonb_build_object(
              'type', type, 'corrects', corrects, 'sequence', sequence, 'status', status, 'subStatus', sub_status,
              'occurredAt', occurred_at, 'recordedAt', recorded_at, 'description', description, 'withdrawn', withdrawn)
            from parcel_event where shipment_id = '%s'""";

    private final Path output;
    private Process process;

    ParcelTable(Path output) {
        this.output = output;
        rows("create schema if not exists " + SCHEMA);
    }

    void start() {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("KAFKA", "localhost:" + Part.KAFKA.port());
        builder.environment().put("DATABASE", DATABASE);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
        awaitEnd();
    }

    /** Whether it has this parcel. */
    boolean knows(String shipmentId) {
        return parcels().containsKey(shipmentId);
    }

    /** Row by row: the parcels, and of each its events. */
    void assertIsWhatTheApiTells(World world) {
        List<JsonNode> shipments = world.shipments();
        Map<String, JsonNode> parcels = parcels();
        assertThat(parcels)
                .containsOnlyKeys(shipments.stream()
                        .map(shipment -> shipment.path("shipmentId").asText())
                        .toList());
        for (JsonNode listed : shipments) {
            String id = listed.path("shipmentId").asText();
            JsonNode shipment = world.shipment(id);
            assertSame(shipment, parcels.get(id));
            Map<String, JsonNode> events = rows(EVENTS.formatted(id));
            assertThat(events).hasSize(shipment.path("events").size());
            shipment.path("events")
                    .forEach(event ->
                            assertSame(event, events.get(event.path("eventId").asText())));
        }
    }

    private Map<String, JsonNode> parcels() {
        return rows(PARCELS);
    }

    private static void assertSame(JsonNode told, JsonNode kept) {
        assertThat(kept).as("%s", told).isNotNull();
        told.fields().forEachRemaining(field -> {
            if (!NOT_PUBLIC.contains(field.getKey())) {
                assertSame(field.getKey() + " of " + told, field.getValue(), kept.get(field.getKey()));
            }
        });
    }

    /** PostgreSQL writes times in its own zone, and keeps them to the microsecond. */
    private static void assertSame(String what, JsonNode told, JsonNode kept) {
        if (told.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
            assertThat(instant(kept)).as(what).isCloseTo(instant(told), within(1, ChronoUnit.MICROS));
        } else {
            assertThat(kept).as(what).isEqualTo(told);
        }
    }

    private static Instant instant(JsonNode time) {
        return OffsetDateTime.parse(time.textValue()).toInstant();
    }

    private static Map<String, JsonNode> rows(String sql) {
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            Map<String, JsonNode> rows = new TreeMap<>();
            statement.execute(sql);
            for (ResultSet row = statement.getResultSet(); row != null && row.next(); ) {
                rows.put(row.getString(1), JSON.readTree(row.getString(2)));
            }
            return rows;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
