package io.waymark.normalizer;

import static io.waymark.normalizer.TrackedNumber.RECEIVED;
import static io.waymark.normalizer.TrackedNumber.node;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Flag;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NormalizerTopologyTest {

    private static final TrackedNumber PARCEL = new TrackedNumber("yto", "YT1");
    private static final String KEY = PARCEL.id().toString();
    private static final String SIGNED = node("2024-05-02 10:00:00", "301");
    private static final String ON_ITS_WAY = node("2024-05-02 08:00:00", "5");
    private static final String UNREADABLE = node("soon", "5");

    private final NormalizerDriver normalizer = NormalizerDriver.start();

    @AfterEach
    void stop() {
        normalizer.close();
    }

    @Test
    void turnsAPushIntoEventsAndAStatus() {
        push(SIGNED, ON_ITS_WAY);

        List<TestRecord<String, TrackingEvent>> told = normalizer.read(Topics.EVENTS);
        assertThat(told)
                .extracting(record -> record.value().status())
                .containsExactly(ShipmentStatus.OUT_FOR_DELIVERY, ShipmentStatus.DELIVERED);
        assertThat(told).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(KEY);
            assertThat(record.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
            assertThat(CloudEvent.header(record.headers(), "ce_id"))
                    .isEqualTo(record.value().eventId().toString());
            assertThat(CloudEvent.header(record.headers(), "ce_sequence"))
                    .isEqualTo(Long.toString(record.value().sequence()));
            assertThat(record.value().source()).startsWith("waymark.raw.v1-0@");
        });
        assertThat(shipment().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(normalizer.deadLetters(Topics.RAW)).isEmpty();
    }

    @Test
    void aRepeatedPushLeadsToNothing() {
        push(SIGNED);
        normalizer.read(Topics.EVENTS);
        normalizer.read(Topics.LATEST);

        push(SIGNED);

        assertNothingIsTold();
    }

    @Test
    void everySubscriptionThatAProviderGivesUpIsToldOnce() {
        String abort = "abort 3天查询无记录";
        Arrivals.of("k/1 %1$s; k/2 %1$s; k/1 %1$s; k/2 %1$s".formatted(abort))
                .list()
                .forEach(one -> one.accept(normalizer));

        assertThat(normalizer.read(Topics.LATEST))
                .extracting(TestRecord::value)
                .allSatisfy(told -> assertThat(told.monitoring()).isEqualTo(Monitoring.ABORTED_NO_RECORD))
                .extracting(Shipment::monitoringSubscription)
                .containsExactly(1, 2);
    }

    @Test
    void aRegistrationBeforeOrAfterTheFirstScanGivesTheSameShipment() {
        normalizer.take(PARCEL.registration());
        assertThat(shipment().status()).isEqualTo(ShipmentStatus.PENDING);

        push(ON_ITS_WAY);
        normalizer.take(PARCEL.registration());

        assertThat(shipment().status()).isEqualTo(ShipmentStatus.OUT_FOR_DELIVERY);
        assertThat(shipment().registered()).isTrue();
        assertThat(shipment().revision()).isEqualTo(2);
    }

    @Test
    void aRecordThatIsNoPayloadIsDeadLetteredUnchanged() {
        take(Topics.RAW, KEY, "{\"phone\":\"13812341234\", oops");
        push(ON_ITS_WAY);

        TestRecord<byte[], byte[]> dead = normalizer.deadLetters(Topics.RAW).get(0);
        assertThat(new String(dead.value(), UTF_8)).startsWith("{\"phone\"");
        assertThat(CloudEvent.header(dead.headers(), "dead-letter-reason"))
                .contains("RawPayload")
                .doesNotContain("1381234");
        assertThat(CloudEvent.header(dead.headers(), "dead-letter-topic")).isEqualTo("waymark.raw.v1");
        assertThat(normalizer.events()).hasSize(1);
    }

    @Test
    void ofAPushWithAnUnreadableNodeTheOthersCount() {
        push(UNREADABLE, ON_ITS_WAY);

        assertThat(normalizer.events()).hasSize(1);
        assertThat(reasonsOfDeath()).containsExactly("node 0: unreadable time");
    }

    @Test
    void ofAPushWithANodeOfTheFutureTheOthersCount() {
        push(node("2024-05-11 08:00:01", "301"), node("2024-05-11 08:00:00", "501"), ON_ITS_WAY);

        assertThat(normalizer.events())
                .extracting(TrackingEvent::status)
                .containsExactly(ShipmentStatus.OUT_FOR_DELIVERY, ShipmentStatus.AVAILABLE_FOR_PICKUP);
        assertThat(reasonsOfDeath()).containsExactly("node 0: time in the future");
    }

    @Test
    void aPushOnAShipmentsPathThatNamesAnotherNumberIsADeadLetter() {
        normalizer.take(PARCEL.registration());
        normalizer.read(Topics.LATEST);

        normalizer.take(new TrackedNumber("yto", "YT666").push(PARCEL.id(), "polling", RECEIVED, SIGNED));

        assertThat(reasonsOfDeath()).singleElement(STRING).contains("not the shipment's");
        assertNothingIsTold();
    }

    @Test
    void everyPayloadIsEitherNormalizedOrDeadLettered() {
        push(SIGNED, UNREADABLE);
        push(SIGNED);
        push("1".repeat(400) + ",,");
        take(Topics.RAW, KEY, "{");

        assertThat(counted("payloads_normalized", "kuaidi100")).isEqualTo(2);
        assertThat(counted("payloads_dead_lettered", "kuaidi100")).isEqualTo(1);
        assertThat(counted("payloads_dead_lettered", "none")).isEqualTo(1);
        assertThat(counted("scans", "kuaidi100"))
                .isEqualTo(counted("scans_new", "kuaidi100") + counted("scans_repeated", "kuaidi100"))
                .isEqualTo(2);
    }

    @Test
    void aScanThatTheTableDoesNotAllowIsToldAndCounted() {
        push(node("2024-05-02 11:00:00", "204"), SIGNED);
        push(node("2024-05-02 11:00:00", "204"), SIGNED);

        assertThat(normalizer.events()).hasSize(2);
        assertThat(shipment().flags()).containsExactly(Flag.ILLEGAL_TRANSITION);
        assertThat(counted("scans_illegal", "kuaidi100")).isEqualTo(1);
    }

    @Test
    void aHistoryTooLargeToKeepIsOneDeadLetterAndNothingElse() {
        List<String> nodes = IntStream.range(0, 300)
                .mapToObj(i ->
                        node("2024-05-02 1" + i / 60 + ":" + (10 + i % 50) + ":" + (10 + i / 50), "长".repeat(3000) + i))
                .collect(toList());
        nodes.add(UNREADABLE);

        push(nodes.toArray(String[]::new));

        assertThat(normalizer.deadLetters(Topics.RAW)).hasSize(1);
        assertThat(normalizer.events()).isEmpty();
        assertThat(counted("payloads_normalized", "kuaidi100")).isZero();
        assertThat(counted("payloads_dead_lettered", "kuaidi100")).isEqualTo(1);
    }

    @Test
    void aRecordUnderAForeignKeyOrNoneIsADeadLetter() {
        take(Topics.SHIPMENTS, null, "{}");
        take(
                Topics.RAW,
                "another",
                new String(Topics.RAW.values().serializer().serialize("", PARCEL.push(ON_ITS_WAY)), UTF_8));
        push(ON_ITS_WAY);

        assertThat(normalizer.deadLetters(Topics.RAW)).hasSize(1);
        assertThat(normalizer.deadLetters(Topics.SHIPMENTS)).hasSize(1);
        assertThat(normalizer.events()).hasSize(1);
    }

    @Test
    void aTombstoneLeadsToNothing() {
        normalizer.takeBytes(Topics.SHIPMENTS, KEY, null, RECEIVED);

        assertNothingIsTold();
    }

    private void push(String... nodes) {
        normalizer.take(PARCEL.push(nodes));
    }

    private void take(Topic<String, ?> topic, String key, String value) {
        normalizer.takeBytes(topic, key, value.getBytes(UTF_8), RECEIVED);
    }

    private Shipment shipment() {
        return normalizer.latest(PARCEL.id());
    }

    private void assertNothingIsTold() {
        assertThat(normalizer.read(Topics.EVENTS)).isEmpty();
        assertThat(normalizer.read(Topics.LATEST)).isEmpty();
    }

    private List<String> reasonsOfDeath() {
        return normalizer.deadLetters(Topics.RAW).stream()
                .map(dead -> CloudEvent.header(dead.headers(), "dead-letter-reason"))
                .toList();
    }

    private double counted(String name, String provider) {
        return normalizer.counted(name, "provider", provider);
    }
}
