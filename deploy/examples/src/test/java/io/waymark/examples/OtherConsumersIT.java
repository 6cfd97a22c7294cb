package io.waymark.examples;

import static io.waymark.examples.Publisher.after;
import static io.waymark.examples.Publisher.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples in Quarkus, and in Node where npm can be reached. */
class OtherConsumersIT {

    private static final Path QUARKUS = Path.of("quarkus-consumer", "target", "quarkus-app", "quarkus-run.jar");
    private static final Path NODE = Path.of("node-consumer");
    private static final Pattern NETWORK = Pattern.compile("\\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
            + "|ESOCKETTIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED)\\b");

    private final Publisher publisher = new Publisher(SharedKafka.bootstrapServers());
    private final List<Sample> started = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        started.forEach(Sample::close);
        publisher.close();
    }

    @Test
    void quarkusTellsOnceOfEachParcelThatItArrivedHoweverOftenItIsKilled() {
        Schema schema = new Schema("arrivals");
        ShipmentId shipment = event("OQ1", 1, SubStatus.MOVING).shipmentId();
        publisher.tell(event("OQ1", 1, SubStatus.MOVING));
        publisher.tell(event("OQ1", 2, SubStatus.SIGNED));
        publisher.write(Topics.EVENTS, shipment, "no event");
        takeBack("OQ0");
        Sample first = arrivals(schema);
        eventually(() -> assertThat(arrived(schema)).containsExactly("OQ1"));
        first.kill();

        publisher.tell(event("OQ1", 2, SubStatus.SIGNED));
        publisher.tell(event("OQ1", 3, SubStatus.SIGNED_BY_RECIPIENT));
        publisher.tell(event("OQ2", 1, SubStatus.SIGNED));
        publisher.write(
                Topics.EVENTS,
                shipment,
                "{\"status\": \"ON_THE_MOON\", \"crater\": {}, \"eventId\": \"%s\"}".formatted(shipment));
        publisher.tell(event("OQ1", 4, SubStatus.SIGNED));
        publisher.tell(event("OQ3", 1, SubStatus.SIGNED));
        Sample second = arrivals(schema);

        eventually(() -> assertThat(arrived(schema)).containsExactly("OQ1", "OQ2", "OQ3"));
        assertThat(second.isAlive()).isTrue();
    }

    @Test
    void quarkusSetsAsideWhatCannotBeReadOrKept() throws Exception {
        Schema schema = new Schema("arrivals_tolerant");
        ShipmentId shipment = event("OT1", 1, SubStatus.SIGNED).shipmentId();
        String arrival = new String(JsonSerde.of(TrackingEvent.class).write(event("OT1", 1, SubStatus.SIGNED)), UTF_8);
        publisher.write(Topics.EVENTS, shipment, null);
        publisher.write(Topics.EVENTS, shipment, "null");
        publisher.write(Topics.EVENTS, shipment, "{\"status\":\"DELIVERED\"}");
        publisher.write(Topics.EVENTS, shipment, arrival.replace("\"OT1\"", "\"OT1\\u0000\""));
        publisher.write(
                Topics.EVENTS,
                shipment,
                arrival.replaceFirst("\"20\\d\\d-", "\"+300000-").replace("\"OT1\"", "\"OT0\""));
        publisher.tell(event("OT1", 2, SubStatus.SIGNED));

        Sample sample = arrivals(schema);

        eventually(() -> assertThat(schema.rows("select tracking_number from arrival where tracking_number like 'OT%'"))
                .containsExactly("OT1"));
        assertThat(sample.isAlive()).isTrue();
    }

    /** Rather than stand still: whoever runs it starts it again. */
    @Test
    void quarkusEndsWhenTheDatabaseFails() {
        Schema schema = new Schema("arrivals_dropped");
        publisher.tell(event("OD1", 1, SubStatus.SIGNED));
        Sample sample = arrivals(schema);
        eventually(() -> assertThat(schema.rows("select 1 from arrival where tracking_number = 'OD1'"))
                .hasSize(1));

        schema.rows("drop table arrival");
        publisher.tell(event("OD2", 1, SubStatus.SIGNED));

        assertThat(sample.status()).hasValue(1);
    }

    @Test
    void nodePrintsEveryEventOnceAndInOrder() throws Exception {
        List<TrackingEvent> events = new ArrayList<>();
        for (int sequence = 1; sequence <= 5; sequence++) {
            events.add(event("ON1", sequence, SubStatus.MOVING));
            events.add(event("ON2", sequence, SubStatus.SIGNED));
        }
        takeBack("ON1");
        events.forEach(publisher::tell);
        publisher.write(Topics.EVENTS, events.get(0).shipmentId(), "no event");
        events.forEach(publisher::tell);
        TrackingEvent last = event("ON1", 6, SubStatus.SIGNED);
        publisher.tell(last);
        installNode();

        Sample sample = Sample.start(
                directory,
                List.of("node", "consumer.js"),
                Map.of("KAFKA", SharedKafka.bootstrapServers(), "GROUP", "parcels-reader-node-test"));
        started.add(sample);

        eventually(() -> assertThat(sample.said())
                .anyMatch(line -> line.contains(last.eventId().toString())));
        events.add(last);
        for (String number : List.of("ON1", "ON2")) {
            String shipment = ShipmentId.of("sto", number).toString();
            eventually(() -> assertThat(sample.said())
                    .filteredOn(line -> line.contains(shipment))
                    .containsExactlyElementsOf(events.stream()
                            .filter(event -> event.trackingNumber().equals(number))
                            .map(OtherConsumersIT::line)
                            .toList()));
        }
    }

    private void takeBack(String number) {
        TrackingEvent event = event(number, 1, SubStatus.SIGNED);
        publisher.tellAndTakeBack(event, after(event, 1));
    }

    private static String line(TrackingEvent event) {
        return """
                {"id":"%s","shipmentId":"%s","sequence":%d,"status":"%s"}"""
                .formatted(event.eventId(), event.shipmentId(), event.sequence(), event.status());
    }

    private Sample arrivals(Schema schema) {
        Sample sample = Sample.java(
                QUARKUS,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        SharedKafka.bootstrapServers(),
                        "DATABASE",
                        schema.url(),
                        "GROUP",
                        schema.url().replaceAll(".*currentSchema=", "parcels-reader-")));
        started.add(sample);
        return sample;
    }

    private static List<String> arrived(Schema schema) {
        return schema.rows("select tracking_number from arrival where tracking_number like 'OQ%' order by 1");
    }

    /** Skips the test if npm is not there or finds no registry; whatever else is wrong fails it. */
    private void installNode() throws IOException {
        for (String file : List.of("package.json", "package-lock.json", "consumer.js")) {
            Files.copy(NODE.resolve(file), directory.resolve(file));
        }
        List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        try (Sample npm = Sample.start(directory, command, Map.of())) {
            OptionalInt status = npm.status();
            if (status.isEmpty()) {
                npm.kill();
            }
            boolean unreachable = status.isEmpty() || npm.said().stream().anyMatch(OtherConsumersIT::isOfTheNetwork);
            assumeFalse(status.orElse(1) != 0 && unreachable, () -> "npm cannot be reached: " + npm.said());
            assertThat(status).as(() -> npm.said().toString()).hasValue(0);
        } catch (UncheckedIOException e) {
            assumeTrue(false, "there is no npm: " + e.getMessage());
        }
    }

    private static boolean isOfTheNetwork(String line) {
        return NETWORK.matcher(line).find();
    }

    private static void eventually(ThrowingRunnable claim) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(claim);
    }
}
