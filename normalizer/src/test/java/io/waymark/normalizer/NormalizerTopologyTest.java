package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NormalizerTopologyTest {

    private static final ShipmentId ID = ShipmentId.of("yto", "YT1");
    private static final Instant RECEIVED = Instant.parse("2024-05-10T00:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> raw;
    private TestInputTopic<String, byte[]> registrations;
    private TestOutputTopic<String, TrackingEvent> events;
    private TestOutputTopic<String, Shipment> latest;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/topology-test");
        driver = new TopologyTestDriver(NormalizerTopology.build(new NormalizerMetrics(meters)), settings);
        raw = input(Topics.RAW);
        registrations = input(Topics.SHIPMENTS);
        events = output(Topics.EVENTS);
        latest = output(Topics.LATEST);
        deadLetters = output(Topics.RAW.deadLettersOf(Topics.NORMALIZER_GROUP));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void turnsAPushIntoEventsAndAStatus() {
        push(node("2024-05-02 10:00:00", "301") + "," + node("2024-05-02 08:00:00", "5"));

        List<TestRecord<String, TrackingEvent>> told = events.readRecordsToList();
        assertThat(told)
                .extracting(record -> record.value().status())
                .containsExactly(ShipmentStatus.OUT_FOR_DELIVERY, ShipmentStatus.DELIVERED);
        assertThat(told).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(ID.toString());
            assertThat(record.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
            assertThat(CloudEvent.header(record.headers(), "ce_id"))
                    .isEqualTo(record.value().eventId().toString());
            assertThat(CloudEvent.header(record.headers(), "ce_sequence"))
                    .isEqualTo(Long.toString(record.value().sequence()));
            assertThat(record.value().source()).startsWith("waymark.raw.v1-0@");
        });
        assertThat(latest.readKeyValue().value.status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aRepeatedPushLeadsToNothing() {
        push(node("2024-05-02 10:00:00", "301"));
        events.readRecordsToList();
        latest.readRecordsToList();

        push(node("2024-05-02 10:00:00", "301"));

        assertThat(events.isEmpty()).isTrue();
        assertThat(latest.isEmpty()).isTrue();
    }

    @Test
    void aRegistrationBeforeOrAfterTheFirstScanGivesTheSameShipment() {
        register();
        assertThat(latest.readKeyValue().value.status()).isEqualTo(ShipmentStatus.PENDING);

        push(node("2024-05-02 10:00:00", "5"));
        register();

        Shipment shipment = latest.readKeyValue().value;
        assertThat(shipment.status()).isEqualTo(ShipmentStatus.OUT_FOR_DELIVERY);
        assertThat(shipment.registered()).isTrue();
        assertThat(shipment.revision()).isEqualTo(2);
        assertThat(latest.isEmpty()).isTrue();
    }

    @Test
    void aRecordThatIsNoPayloadIsDeadLetteredUnchanged() {
        raw.pipeInput(ID.toString(), "{\"phone\":\"13812341234\", oops".getBytes(UTF_8), RECEIVED);
        push(node("2024-05-02 10:00:00", "5"));

        TestRecord<byte[], byte[]> dead = deadLetters.readRecord();
        assertThat(new String(dead.value(), UTF_8)).startsWith("{\"phone\"");
        assertThat(CloudEvent.header(dead.headers(), "dead-letter-reason"))
                .contains("RawPayload")
                .doesNotContain("1381234");
        assertThat(CloudEvent.header(dead.headers(), "dead-letter-topic")).isEqualTo("waymark.raw.v1");
        assertThat(events.readRecordsToList()).hasSize(1);
    }

    @Test
    void ofAPushWithAnUnreadableNodeTheOthersCount() {
        push(node("soon", "301") + "," + node("2024-05-02 08:00:00", "5"));

        assertThat(events.readRecordsToList()).hasSize(1);
        assertThat(CloudEvent.header(deadLetters.readRecord().headers(), "dead-letter-reason"))
                .isEqualTo("node 0: unreadable time");
    }

    @Test
    void aPushOnAShipmentsPathThatNamesAnotherNumberIsADeadLetter() {
        register();
        latest.readRecordsToList();

        pipe("YT666", node("2024-05-02 10:00:00", "301"), RawPayload.Route.SHIPMENT_PATH);

        assertThat(CloudEvent.header(deadLetters.readRecord().headers(), "dead-letter-reason"))
                .contains("not the shipment's");
        assertThat(latest.isEmpty()).isTrue();
        assertThat(events.isEmpty()).isTrue();
    }

    @Test
    void everyPayloadIsEitherNormalizedOrDeadLettered() {
        push(node("2024-05-02 10:00:00", "5") + "," + node("soon", "5"));
        push(node("2024-05-02 10:00:00", "5"));
        pipe("YT1", "1".repeat(400) + ",".repeat(2), RawPayload.Route.TRACKING_NUMBER);
        raw.pipeInput(ID.toString(), "{".getBytes(UTF_8), RECEIVED);

        assertThat(counted("payloads_normalized", "kuaidi100")).isEqualTo(2);
        assertThat(counted("payloads_dead_lettered", "kuaidi100")).isEqualTo(1);
        assertThat(counted("payloads_dead_lettered", "none")).isEqualTo(1);
        assertThat(counted("scans", "kuaidi100"))
                .isEqualTo(counted("scans_new", "kuaidi100") + counted("scans_repeated", "kuaidi100"))
                .isEqualTo(2);
    }

    @Test
    void aHistoryTooLargeToKeepIsOneDeadLetterAndNothingElse() {
        String nodes = IntStream.range(0, 300)
                .mapToObj(i ->
                        node("2024-05-02 1" + i / 60 + ":" + (10 + i % 50) + ":" + (10 + i / 50), "长".repeat(3000) + i))
                .collect(joining(","));

        push(nodes + "," + node("soon", "5"));

        assertThat(deadLetters.readRecordsToList()).hasSize(1);
        assertThat(events.isEmpty()).isTrue();
        assertThat(counted("payloads_normalized", "kuaidi100")).isZero();
        assertThat(counted("payloads_dead_lettered", "kuaidi100")).isEqualTo(1);
    }

    @Test
    void aRecordUnderAForeignKeyOrNoneIsADeadLetter() {
        registrations.pipeInput(null, "{}".getBytes(UTF_8), RECEIVED);
        raw.pipeInput(
                "another",
                payload("YT1", node("2024-05-02 10:00:00", "5"), RawPayload.Route.TRACKING_NUMBER),
                RECEIVED);
        push(node("2024-05-02 10:00:00", "5"));

        assertThat(deadLetters.readRecordsToList()).hasSize(1);
        assertThat(events.readRecordsToList()).hasSize(1);
    }

    @Test
    void aTombstoneLeadsToNothing() {
        registrations.pipeInput(ID.toString(), null, RECEIVED);

        assertThat(latest.isEmpty()).isTrue();
    }

    private void register() {
        Registration merchant = new Registration(
                "m",
                null,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                RECEIVED);
        RegisteredShipment shipment = new RegisteredShipment(ID, "yto", "YT1", List.of(merchant), 1);
        registrations.pipeInput(
                ID.toString(), Topics.SHIPMENTS.values().serializer().serialize("", shipment), RECEIVED);
    }

    private void push(String nodes) {
        pipe("YT1", nodes, RawPayload.Route.TRACKING_NUMBER);
    }

    private double counted(String name, String provider) {
        return meters.counter(name, "provider", provider).count();
    }

    private void pipe(String number, String nodes, RawPayload.Route route) {
        raw.pipeInput(ID.toString(), payload(number, nodes, route), RECEIVED);
    }

    private static byte[] payload(String number, String nodes, RawPayload.Route route) {
        String param = "{\"status\":\"polling\",\"lastResult\":{\"com\":\"yuantong\",\"nu\":\"" + number
                + "\",\"state\":\"0\",\"data\":[" + nodes + "]}}";
        RawPayload payload = new RawPayload(
                "id",
                "kuaidi100",
                ID,
                "yto",
                number,
                route,
                1,
                RECEIVED,
                "application/x-www-form-urlencoded",
                ("param=" + URLEncoder.encode(param, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
        return Topics.RAW.values().serializer().serialize("", payload);
    }

    private static String node(String time, String code) {
        return "{\"time\":\"" + time + "\",\"context\":\"x\",\"statusCode\":\"" + code + "\"}";
    }

    private TestInputTopic<String, byte[]> input(Topic<String, ?> topic) {
        return driver.createInputTopic(
                topic.name(), topic.keys().serializer(), Serdes.ByteArray().serializer());
    }

    private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
    }
}
