package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.normalizer.status.StateMachine;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The built service, killed with SIGKILL again and again while it works, ends where an undisturbed run ends. It has a
 * broker of its own, since another normalizer on the same topics would tell everything a second time. It takes a minute of a
 * quiet machine and is run by {@code ./mvnw -pl normalizer verify -Dwaymark.chaos=true}.
 */
@EnabledIfSystemProperty(named = "waymark.chaos", matches = "true")
class KilledNormalizerIT {

    private static final int KILLS = 10;
    private static final int SHIPMENTS = 60;
    private static final int PUSHES_BETWEEN_KILLS = 300;
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final List<String> SCANS = List.of("收件", "发件", "到件", "派件", "签收", "退回件", "问题件", "驿站代收", "新扫描");
    private static final Provider STO = Providers.of("sto").orElseThrow();

    /** Of late: what was received longer ago than a topic keeps records is deleted while the test runs. */
    private static final Instant RECEIVED = Instant.now().minusSeconds(60);

    private static EmbeddedKafka kafka;

    private final StateMachine machine = new StateMachine();
    private final Map<String, ShipmentHistory> undisturbed = new HashMap<>();
    private final List<TrackingEvent> expected = new ArrayList<>();

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        TopicSetup.createAll(kafka.bootstrapServers(), 6, 1);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void endsWhereAnUndisturbedRunEnds() throws IOException, InterruptedException {
        Random random = new Random(1);
        Path state = Path.of("target", "killed-" + System.nanoTime());
        int committed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process normalizer = start(state);
            try {
                push(random);
                int before = committed;
                int atLeast = before + 1 + random.nextInt(200);
                committed = told(events -> events.size() >= atLeast).size();
            } finally {
                normalizer.destroyForcibly(); // SIGKILL
            }
            assertThat(normalizer.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(normalizer.exitValue()).isEqualTo(128 + 9);
        }
        Process normalizer = start(state);
        try {
            assertSameAsUndisturbed();
        } finally {
            normalizer.destroyForcibly();
        }
    }

    private void assertSameAsUndisturbed() {
        List<TrackingEvent> told = told(events -> events.size() >= expected.size());
        Map<String, Shipment> latest = new HashMap<>();
        new TopicReader(kafka.bootstrapServers()).readUntil(Topics.LATEST, WITHIN, seen -> {
            seen.forEach(record -> latest.put(record.key(), record.value()));
            return undisturbed.entrySet().stream()
                    .allMatch(entry -> entry.getValue().latest().equals(latest.get(entry.getKey())));
        });

        assertThat(byShipment(told)).isEqualTo(byShipment(expected));
        assertThat(latest).hasSameSizeAs(undisturbed);
    }

    /** What was told of each shipment, in order; without the places of the raw records, which only the broker knows. */
    private static Map<ShipmentId, List<String>> byShipment(List<TrackingEvent> events) {
        return events.stream()
                .collect(groupingBy(
                        TrackingEvent::shipmentId,
                        mapping(
                                event -> event.sequence() + " " + event.eventId() + " " + event.subStatus() + " "
                                        + event.type() + " " + event.late(),
                                toList())));
    }

    private List<TrackingEvent> told(Predicate<List<ConsumerRecord<String, TrackingEvent>>> enough) {
        return new TopicReader(kafka.bootstrapServers())
                .readUntil(Topics.EVENTS, WITHIN, enough).stream()
                        .map(ConsumerRecord::value)
                        .toList();
    }

    /** Writes pushes as fast as the broker takes them, and works out what they lead to. */
    private void push(Random random) {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (KafkaProducer<String, RawPayload> producer = new KafkaProducer<>(
                settings, Topics.RAW.keys().serializer(), Topics.RAW.values().serializer())) {
            for (int i = 0; i < PUSHES_BETWEEN_KILLS; i++) {
                RawPayload raw = raw("7770319227" + (10_000 + random.nextInt(SHIPMENTS)), random);
                producer.send(new ProducerRecord<>(
                        Topics.RAW.name(),
                        null,
                        raw.receivedAt().toEpochMilli(),
                        raw.shipmentId().toString(),
                        raw));
                expect(raw);
            }
        }
    }

    private void expect(RawPayload raw) {
        ShipmentHistory history = undisturbed.getOrDefault(
                raw.shipmentId().toString(), ShipmentHistory.of(raw.shipmentId(), raw.carrier(), raw.trackingNumber()));
        Publication step = machine.report(history, raw, STO.id(), STO.parser().parse(raw), "raw-0@0");
        undisturbed.put(raw.shipmentId().toString(), step.history());
        expected.addAll(step.events());
    }

    private static RawPayload raw(String number, Random random) {
        String scanType = SCANS.get(random.nextInt(SCANS.size()));
        int minutes = random.nextInt(24 * 60);
        String content =
                "{\"waybillNo\":\"%s\",\"trace\":{\"outBizCode\":\"OB-%d\",\"opTime\":\"2024-05-%02d %02d:%02d:00\","
                                .formatted(number, minutes, 1 + minutes % 9, minutes / 60, minutes % 60)
                        + "\"scanType\":\"" + scanType + "\"}}";
        return new RawPayload(
                "id-" + random.nextLong(),
                "sto",
                ShipmentId.of("sto", number),
                "sto",
                number,
                RawPayload.Route.TRACKING_NUMBER,
                0,
                RECEIVED.plusMillis(random.nextInt(1000)),
                "application/x-www-form-urlencoded",
                ("content=" + URLEncoder.encode(content, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
    }

    private static Process start(Path state) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dkafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.port=0",
                        "-Dwaymark.normalizer.state-dir=" + state,
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-normalizer.log")))
                .start();
    }
}
