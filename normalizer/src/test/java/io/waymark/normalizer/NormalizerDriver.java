package io.waymark.normalizer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.HourAccount;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.NormalizerTopology.Setup;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.sealing.Sealing;
import io.waymark.telemetry.TraceHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.test.TestRecord;

/** The normalizer without a broker: one partition on one instance. */
final class NormalizerDriver implements AutoCloseable {

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final List<TrackingEvent> events = new ArrayList<>();
    private final Map<ShipmentId, Shipment> latest = new HashMap<>();

    /** With which all that is sealed in tests of the topology is sealed. */
    static final String MASTER_KEY = "test:YS1tYXN0ZXIta2V5LW9mLXRlc3RzLCAzMiBieXRlcyE=";

    static final Sealing SEALING = Sealing.of(List.of(MASTER_KEY));

    static final Duration KEY_PATIENCE = Duration.ofHours(24);

    private NormalizerDriver(
            TraceHandler traces, MeaningTable meanings, int refoldsPerSecond, boolean silent, Instant now) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/topology-" + STARTED.incrementAndGet());
        driver = new TopologyTestDriver(
                NormalizerTopology.build(new Setup(
                        new NormalizerMetrics(meters),
                        traces,
                        ParsersConfig.usual(),
                        meanings,
                        refoldsPerSecond,
                        SEALING,
                        KEY_PATIENCE,
                        silent)),
                settings,
                now);
    }

    /** By the mappings of this release. */
    static NormalizerDriver start() {
        return start(MeaningTable.released(), 500, false);
    }

    /** By a clock that shows what records say. */
    static NormalizerDriver startAt(Instant now) {
        return new NormalizerDriver(TraceHandler.OFF, MeaningTable.released(), 500, false, now);
    }

    static NormalizerDriver start(MeaningTable meanings, int refoldsPerSecond, boolean silent) {
        return new NormalizerDriver(TraceHandler.OFF, meanings, refoldsPerSecond, silent, Instant.now());
    }

    static NormalizerDriver start(TraceHandler traces) {
        return new NormalizerDriver(traces, MeaningTable.released(), 500, false, Instant.now());
    }

    /** The key of a sealed record. */
    void take(SealedPush sealed) {
        take(Topics.KEYS, sealed.keyName(), sealed.key(), sealed.record().receivedAt());
    }

    void take(RawPayload raw) {
        take(Topics.RAW, raw.shipmentId().toString(), raw, raw.receivedAt());
    }

    void take(RegisteredShipment shipment) {
        take(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment, TrackedNumber.RECEIVED);
    }

    void take(Command command) {
        take(Topics.COMMANDS, command.target(), command, command.issuedAt());
    }

    /** A push that carries a span. */
    void take(RawPayload raw, String traceparent) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(CloudEvent.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        driver.createInputTopic(
                        Topics.RAW.name(),
                        Topics.RAW.keys().serializer(),
                        Topics.RAW.values().serializer())
                .pipeInput(new TestRecord<>(raw.shipmentId().toString(), raw, headers, raw.receivedAt()));
    }

    private <V> void take(Topic<String, V> topic, String key, V value, Instant time) {
        takeBytes(topic, key, topic.values().serializer().serialize(topic.name(), value), time);
    }

    /** Whatever lies in a topic, whether or not it can be read. */
    void takeBytes(Topic<String, ?> topic, String key, byte[] value, Instant time) {
        driver.createInputTopic(
                        topic.name(),
                        topic.keys().serializer(),
                        Serdes.ByteArray().serializer())
                .pipeInput(key, value, time);
    }

    /** The order to go by a mapping, right or not. */
    void promote(String provider, String mapping) {
        take(new Command(
                "id",
                Command.PROMOTE_MAPPING,
                provider,
                "somebody",
                "",
                "",
                TrackedNumber.RECEIVED,
                JsonSerde.mapper().valueToTree(Map.of("provider", provider, "mapping", mapping))));
    }

    /** One step of the look at every shipment that follows a promotion. */
    void look() {
        pass(Duration.ofMillis(100));
    }

    /** Nothing happens for a while but what the clock brings about. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** As many steps as a few hundred shipments take. */
    void lookAtAll() {
        for (int i = 0; i < 300; i++) {
            look();
        }
    }

    /** What was put into a topic since it was last read. */
    <K, V> List<TestRecord<K, V>> read(Topic<K, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keys().deserializer(),
                        topic.values().deserializer())
                .readRecordsToList();
    }

    /** The dead letters of a topic since they were last read. */
    List<TestRecord<byte[], byte[]>> deadLetters(Topic<?, ?> topic) {
        return read(topic.deadLettersOf(Topics.NORMALIZER_GROUP));
    }

    /** All events from the beginning. */
    List<TrackingEvent> events() {
        read(Topics.EVENTS).forEach(record -> events.add(record.value()));
        return List.copyOf(events);
    }

    List<TrackingEvent> events(ShipmentId shipment) {
        return events().stream()
                .filter(event -> event.shipmentId().equals(shipment))
                .toList();
    }

    /** Every shipment as it was last published. */
    Map<ShipmentId, Shipment> latest() {
        read(Topics.LATEST).forEach(record -> latest.put(record.value().shipmentId(), record.value()));
        return Map.copyOf(latest);
    }

    Shipment latest(ShipmentId shipment) {
        return latest().get(shipment);
    }

    /** The accounts told since they were last read. */
    List<HourAccount> accounts() {
        return read(Topics.ACCOUNTS).stream().map(TestRecord::value).toList();
    }

    double counted(String name) {
        return meters.counter(name).count();
    }

    double counted(String name, String tag, String value) {
        return meters.counter(name, tag, value).count();
    }

    double gauged(String name) {
        return meters.get(name).gauge().value();
    }

    /** How many payloads of a provider brought news, as far as it was measured how soon that was told. */
    long measured(String provider) {
        return meters.get("event_freshness").tag("provider", provider).timer().count();
    }

    <V> KeyValueStore<String, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** The names of the keys that are kept. */
    List<String> keys() {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> all = driver.<String, byte[]>
                        getTimestampedKeyValueStore(KeysRepository.STORE)
                .all()) {
            all.forEachRemaining(key -> names.add(key.key));
        }
        return names;
    }

    /** Topics that were written to, the stores' own among them. */
    Iterable<String> writtenTopics() {
        return driver.producedTopicNames();
    }

    @Override
    public void close() {
        driver.close();
    }
}
