package io.waymark.normalizer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The built service, killed with SIGKILL again and again while it works, ends where an undisturbed run ends, and has
 * counted everything once. It has a broker of its own, since another normalizer on the same topics would tell everything a second time.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledNormalizerIT {

    private static final int KILLS = 10;
    private static final int SHIPMENTS = 200;

    /** So many payloads at least are waiting at any time. */
    private static final int AHEAD = 500;

    /** So many at most are processed between two kills, but for what is done until the signal arrives. */
    private static final int BETWEEN_KILLS = 200;

    /** So that a kill may come between any two records: without transactions there would be gaps and repetitions then. */
    private static final String ONE_RECORD_A_REQUEST = "-Dkafka-streams.producer.batch.size=1";

    /** One payload of so many is a dead letter. */
    private static final int UNREADABLE = 20;

    private static final List<String> SCANS = List.of("收件", "发件", "到件", "派件", "签收", "退回件", "问题件", "驿站代收", "新扫描");

    /** Of late: what was received longer ago than a topic keeps records is deleted while the test runs. */
    private static final Instant RECEIVED = Instant.now().minusSeconds(60);

    private final Random random = new Random(1);
    private final Path state = Path.of("target", "killed-" + System.nanoTime());
    private final List<RawPayload> sent = new ArrayList<>();
    private EmbeddedKafka kafka;
    private Admin admin;
    private KafkaProducer<String, RawPayload> producer;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        TopicSetup.createAll(kafka.bootstrapServers(), 6, 1);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                Topics.RAW.keys().serializer(),
                Topics.RAW.values().serializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        admin.close();
        kafka.close();
    }

    @Test
    void endsWhereAnUndisturbedRunEnds() throws Exception {
        for (int killed = 0; killed < KILLS; ) {
            long enough = processed() + 1 + random.nextInt(BETWEEN_KILLS);
            workUntil(() -> {
                stayAhead();
                return processed() >= enough;
            });
            killed += processed() < sent.size() ? 1 : 0; // else it had just done all its work
        }
        workUntil(() -> processed() == sent.size());
        workUntil(() -> accounts().records() >= sent.size()); // those that were not told yet when it was killed

        List<TrackingEvent> told = all(Topics.EVENTS, "read_committed");
        try (NormalizerDriver undisturbed = NormalizerDriver.start()) {
            sent.forEach(undisturbed::take);
            Map<ShipmentId, List<String>> expected = byShipment(undisturbed.events());
            assertThat(byShipment(told)).hasSameSizeAs(expected).allSatisfy((shipment, events) -> assertThat(events)
                    .isEqualTo(expected.get(shipment)));
            assertThat(latest()).isEqualTo(undisturbed.latest());
            undisturbed.pass(Duration.ofSeconds(1));
            assertThat(accounts().byProviderAndHour())
                    .isEqualTo(AccountTotals.of(undisturbed.accounts()).byProviderAndHour());
        }
        assertThat(accounts().positions()).isEqualTo(offsets());
        assertThat(all(Topics.EVENTS, "read_uncommitted"))
                .as("with what killed ones had told and not committed")
                .hasSizeGreaterThan(told.size());
    }

    /** Starts the service, and kills it once that is so. */
    private void workUntil(BooleanSupplier done) throws IOException, InterruptedException {
        Process normalizer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Dkafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        ONE_RECORD_A_REQUEST,
                        "-Dkafka-streams.producer.linger.ms=0",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.port=0",
                        "-Dwaymark.normalizer.instance=normalizer-0",
                        "-Dwaymark.normalizer.state-dir=" + state,
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-normalizer.log")))
                .start();
        try {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(10))
                    .failFast("the service ended by itself", () -> !normalizer.isAlive())
                    .until(done::getAsBoolean);
        } finally {
            normalizer.destroyForcibly();
        }
        assertThat(normalizer.waitFor()).as("SIGKILL").isEqualTo(128 + 9);
    }

    /** How many payloads the service has done with: what they led to is committed, and nobody takes it back. */
    private long processed() {
        return offsets().values().stream().mapToLong(offset -> offset).sum();
    }

    private Map<Integer, Long> offsets() {
        try {
            return admin
                    .listConsumerGroupOffsets(Topics.NORMALIZER_GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().topic().equals(Topics.RAW.name()))
                    .collect(toMap(entry -> entry.getKey().partition(), entry -> entry.getValue()
                            .offset()));
        } catch (Exception e) {
            throw new IllegalStateException("no offsets", e);
        }
    }

    private void stayAhead() {
        long wanted = processed() + AHEAD;
        while (sent.size() < wanted) {
            RawPayload raw = payload();
            long time = raw.receivedAt().toEpochMilli();
            producer.send(new ProducerRecord<>(
                    Topics.RAW.name(), null, time, raw.shipmentId().toString(), raw));
            sent.add(raw);
        }
    }

    private RawPayload payload() {
        TrackedNumber number = new TrackedNumber("sto", "7770319227" + (10_000 + random.nextInt(SHIPMENTS)));
        if (random.nextInt(UNREADABLE) == 0) {
            return number.sto(RECEIVED.plusMillis(random.nextInt(1000)), "oops");
        }
        String opTime = "2024-05-%02d %02d:00:00".formatted(1 + random.nextInt(9), random.nextInt(24));
        return number.stoPush(
                RECEIVED.plusMillis(random.nextInt(1000)), opTime, SCANS.get(random.nextInt(SCANS.size())));
    }

    private AccountTotals accounts() {
        try {
            return AccountTotals.of(all(Topics.ACCOUNTS, "read_committed"));
        } catch (Exception e) {
            throw new IllegalStateException("no accounts", e);
        }
    }

    private Map<ShipmentId, Shipment> latest() throws Exception {
        return all(Topics.LATEST, "read_committed").stream()
                .collect(toMap(Shipment::shipmentId, shipment -> shipment, (older, newer) -> newer));
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

    /** Everything in a topic; of a transaction that is not ended yet, what becomes of it. */
    private <K, V> List<V> all(Topic<K, V> topic, String isolation) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", isolation);
        List<V> values = new ArrayList<>();
        try (KafkaConsumer<K, V> consumer = new KafkaConsumer<>(
                settings, topic.keys().deserializer(), topic.values().deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                            partitions.stream().collect(toMap(one -> one, one -> OffsetSpec.latest())))
                    .all()
                    .get();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < ends.get(one).offset())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
