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
import io.waymark.contract.ShipmentPartitioner;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The built service, killed with SIGKILL again and again while it works, ends where an undisturbed run ends, and has
 * counted everything once. Some of what it is told is sealed, and the key comes long before the record or long after it; once the disk is
 * lost besides. It has a broker of its own, since another normalizer on the same topics would tell everything a second time.
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

    /** One payload of so many is sealed. Each has a shipment of its own, so that it makes no difference when it is opened. */
    private static final int SEALED = 4;

    /** So many payloads at most come between a sealed record and its key. */
    private static final int APART = 400;

    /** Before so many further kills the disk is lost. */
    private static final int DISK_LOST = 5;

    private static final List<String> SCANS = List.of("收件", "发件", "到件", "派件", "签收", "退回件", "问题件", "驿站代收", "新扫描");

    /** Of late: what was received longer ago than a topic keeps records is deleted while the test runs. */
    private static final Instant RECEIVED = Instant.now().minusSeconds(60);

    private final Random random = new Random(1);
    private final Path state = Path.of("target", "killed-" + System.nanoTime());
    private final List<RawPayload> sent = new ArrayList<>();
    private final Map<String, SealedPush> sealed = new HashMap<>();

    /** What is sent once so many payloads are. */
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingInt(Later::after));

    private EmbeddedKafka kafka;
    private Admin admin;
    private KafkaProducer<String, byte[]> producer;

    private record Later(int after, Runnable send) {}

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        TopicSetup.createAll(kafka.bootstrapServers(), 6, 1);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "partitioner.class",
                        ShipmentPartitioner.class.getName()),
                new StringSerializer(),
                new ByteArraySerializer());
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
            if (killed == DISK_LOST) {
                Utils.delete(state.toFile());
            }
        }
        sendLater(Integer.MAX_VALUE);
        workUntil(() -> processed() == sent.size());
        workUntil(() -> accounts().records() >= sent.size()); // those that were not told yet when it was killed

        List<TrackingEvent> told = all(Topics.EVENTS, "read_committed");
        try (NormalizerDriver undisturbed = NormalizerDriver.start()) {
            sent.forEach(raw -> {
                Optional.ofNullable(sealed.get(raw.id())).ifPresent(undisturbed::take);
                undisturbed.take(raw);
            });
            Map<ShipmentId, List<String>> expected = byShipment(undisturbed.events());
            assertThat(byShipment(told)).hasSameSizeAs(expected).allSatisfy((shipment, events) -> assertThat(events)
                    .isEqualTo(expected.get(shipment)));
            assertThat(latest()).isEqualTo(undisturbed.latest());
            undisturbed.pass(Duration.ofSeconds(1));
            assertThat(accounts().byProviderAndHour())
                    .isEqualTo(AccountTotals.of(undisturbed.accounts()).byProviderAndHour());
        }
        assertThat(accounts().positions()).isEqualTo(offsets());
        assertThat(sealed).hasSizeGreaterThan(KILLS);
        assertThat(admin.listTopics().names().get())
                .as("the topic of keys is their store's changelog")
                .contains("waymark-normalizer-waiting-changelog")
                .doesNotContain("waymark-normalizer-keys-changelog");
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
                        "-Dwaymark.sealing.keys=" + NormalizerDriver.MASTER_KEY,
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
            if (random.nextInt(SEALED) == 0) {
                sendSealed();
            } else {
                send(payload());
            }
            sendLater(sent.size());
        }
    }

    private void sendLater(int now) {
        while (!later.isEmpty() && later.peek().after() <= now) {
            later.remove().send().run();
        }
    }

    private void send(RawPayload raw) {
        send(Topics.RAW, raw.shipmentId().toString(), raw, raw.receivedAt());
        sent.add(raw);
    }

    /** The record or its key, and some time later the other. */
    private void sendSealed() {
        String number = "8" + sealed.size();
        RawPayload plain = new TrackedNumber("sto", number)
                .stoPush(RECEIVED, "2024-05-02 10:00:00", SCANS.get(random.nextInt(SCANS.size())));
        SealedPush push = SealedPush.of(plain, "sealed-" + number, NormalizerDriver.SEALING);
        sealed.put(push.record().id(), push);
        Runnable record = () -> send(push.record());
        Runnable key = () -> send(Topics.KEYS, push.keyName(), push.key(), RECEIVED);
        boolean keyFirst = random.nextBoolean();
        (keyFirst ? key : record).run();
        later.add(new Later(sent.size() + random.nextInt(APART), keyFirst ? record : key));
    }

    private <V> void send(Topic<String, V> topic, String key, V value, Instant time) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), null, time.toEpochMilli(), key, bytes));
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
