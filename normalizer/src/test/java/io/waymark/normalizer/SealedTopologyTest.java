package io.waymark.normalizer;

import static io.waymark.normalizer.TrackedNumber.RECEIVED;
import static io.waymark.normalizer.TrackedNumber.node;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.HourAccount;
import io.waymark.contract.RawSource;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedTopologyTest {

    private static final TrackedNumber PARCEL = new TrackedNumber("yto", "YT1");
    private static final SealedPush FIRST = push("1", node("2024-05-02 08:00:00", "5"));
    private static final SealedPush SECOND = push("2", node("2024-05-02 10:00:00", "301"));
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final NormalizerDriver normalizer = NormalizerDriver.start();

    private static SealedPush push(String id, String node) {
        return SealedPush.of(PARCEL.push(node), id, NormalizerDriver.SEALING);
    }

    @AfterEach
    void stop() {
        normalizer.close();
    }

    @Test
    void aRecordWhoseKeyIsThereIsOpenedAtOnce() {
        normalizer.take(FIRST);
        normalizer.take(FIRST.record());

        assertThat(normalizer.events()).extracting(TrackingEvent::rawCode).containsExactly("5");
        assertThat(counted("payloads_opened")).isEqualTo(1);
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 1, 0, 1, 1, 0, 1, 0));
    }

    @Test
    void aRecordWaitsForItsKeyAndOthersOfItsShipmentDoNot() {
        normalizer.take(FIRST.record());
        normalizer.take(SECOND);
        normalizer.take(SECOND.record());

        assertThat(normalizer.events()).extracting(TrackingEvent::rawCode).containsExactly("301");
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 1, 0, 1, 1, 0, 2, 1));
        normalizer.pass(Duration.ofSeconds(5));
        assertThat(normalizer.gauged("payloads_waiting")).isEqualTo(1);
        assertThat(normalizer.gauged("payloads_waiting_oldest")).isPositive();

        normalizer.take(FIRST);

        TrackingEvent late = normalizer.events().get(1);
        assertThat(late.rawCode()).isEqualTo("5");
        assertThat(late.late()).isTrue();
        assertThat(normalizer.latest(PARCEL.id()).status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 2, 0, 2, 2, 0, 2, 0));
        normalizer.pass(Duration.ofSeconds(5));
        assertThat(normalizer.gauged("payloads_waiting")).isZero();
        assertThat(normalizer.gauged("payloads_waiting_oldest")).isZero();
    }

    @Test
    void aRecordThatHasWaitedIsProcessedAsTheRecordThatItIs() {
        normalizer.take(SECOND);
        normalizer.take(SECOND.record());
        normalizer.read(Topics.EVENTS);

        normalizer.take(FIRST.record(), TRACEPARENT);
        normalizer.take(FIRST);

        TestRecord<String, TrackingEvent> told = normalizer.read(Topics.EVENTS).get(0);
        assertThat(told.getRecordTime()).isEqualTo(RECEIVED);
        assertThat(CloudEvent.header(told.headers(), CloudEvent.TRACEPARENT)).isEqualTo(TRACEPARENT);
        assertThat(told.value().source()).isEqualTo(new RawSource(Topics.RAW.name(), 0, 1, "1").toString());
    }

    @Test
    void allThatWaitForOneKeyAreProcessedWhenItComes() {
        normalizer.take(FIRST.record());
        normalizer.take(FIRST.record());

        normalizer.take(FIRST);

        assertThat(normalizer.events()).hasSize(1);
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 2, 0, 2, 1, 1, 2, 0));
    }

    @Test
    void aKeyThatNeverComesMakesADeadLetterThatStaysSealed() {
        normalizer.take(FIRST.record());
        normalizer.pass(NormalizerDriver.KEY_PATIENCE.minusMinutes(1));
        assertThat(normalizer.deadLetters(Topics.RAW)).isEmpty();

        normalizer.pass(Duration.ofMinutes(1));

        TestRecord<byte[], byte[]> letter = onlyDeadLetter("KeyMissingException: its key never came");
        assertThat(letter.value()).isEqualTo(bytes(FIRST));
        assertThat(CloudEvent.header(letter.headers(), "dead-letter-offset")).isEqualTo("0");
        assertThat(letter.getRecordTime()).isEqualTo(RECEIVED);
        assertThat(normalizer.counted("payloads_dead_lettered", "provider", "kuaidi100"))
                .isEqualTo(1);
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 0, 1, 0, 0, 0, 1, 0));

        normalizer.take(FIRST);
        assertThat(normalizer.events()).isEmpty();
        normalizer.take(FIRST.record()); // put back
        assertThat(normalizer.events()).hasSize(1);
    }

    @Test
    void whatCannotBeOpenedIsADeadLetterThatSaysWhyAndStopsNobody() {
        Sealing others = Sealing.of(List.of("gone:YW5vdGhlci1tYXN0ZXIta2V5LCBvZiAzMiBieXRlcyE="));
        SealedPush byAnother = SealedPush.of(PARCEL.push(node("2024-05-02 08:00:00", "5")), "3", others);
        normalizer.take(byAnother);
        normalizer.take(byAnother.record());
        onlyDeadLetter("SealException: the master key gone is not configured");

        normalizer.take(new SealedPush(FIRST.record(), SECOND.key()));
        normalizer.take(FIRST.record());
        assertThat(onlyDeadLetter("SealException: its key is not as it was wrapped")
                        .value())
                .isEqualTo(bytes(FIRST));

        normalizer.takeBytes(Topics.KEYS, FIRST.keyName(), "oops".getBytes(UTF_8), RECEIVED);
        normalizer.take(FIRST.record());
        onlyDeadLetter("SerializationException: not a WrappedKey: JsonParseException");

        normalizer.take(SECOND);
        normalizer.take(SECOND.record());
        assertThat(normalizer.events()).hasSize(1);
    }

    @Test
    void aSealedRecordIsOpenedForItsOwnShipmentOnly() {
        TrackedNumber other = new TrackedNumber("yto", "YT2");
        SealedPush moved = SealedPush.of(other.push(node("2024-05-02 08:00:00", "5")), "1", NormalizerDriver.SEALING);

        normalizer.take(new SealedPush(FIRST.record(), moved.key()));
        normalizer.take(new SealedPush(FIRST.record(), moved.key()).record());

        onlyDeadLetter("SealException: its key is not as it was wrapped");
    }

    @Test
    void ofASealedRecordTheReadableNodesCountAndTheLetterStaysSealed() {
        SealedPush half = push("1", node("2024-05-02 08:00:00", "5") + "," + node("soon", "5"));

        normalizer.take(half);
        normalizer.take(half.record());

        assertThat(normalizer.events()).hasSize(1);
        assertThat(normalizer.deadLetters(Topics.RAW)).singleElement().satisfies(letter -> assertThat(letter.value())
                .isEqualTo(bytes(half)));
    }

    @Test
    void aTombstoneDestroysAKeyAndAKeyThatTheTopicNoLongerKeepsIsForgotten() {
        normalizer.take(FIRST);
        normalizer.takeBytes(Topics.KEYS, FIRST.keyName(), null, RECEIVED);
        assertThat(normalizer.keys()).isEmpty();

        normalizer.take(SECOND);
        assertThat(normalizer.keys()).containsExactly(SECOND.keyName());
        normalizer.pass(Duration.ofSeconds(1));
        assertThat(normalizer.keys()).as("of 2024").isEmpty();
    }

    @Test
    void noKeyIsPassedOverHoweverOldItIs() {
        byte[] key = Topics.KEYS.values().serializer().serialize(Topics.KEYS.name(), FIRST.key());

        normalizer.takeBytes(Topics.KEYS, FIRST.keyName(), key, Instant.EPOCH);

        assertThat(normalizer.keys()).containsExactly(FIRST.keyName());
    }

    @Test
    void aKeyUnderNoNameOfOneStopsNobody() {
        normalizer.takeBytes(Topics.KEYS, "nobody's", "oops".getBytes(UTF_8), RECEIVED);

        normalizer.take(FIRST);
        normalizer.take(FIRST.record());

        assertThat(normalizer.events()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"5000, 4000", "1000, 0", "999, 0", "0, 0", "-1, 0"})
    void aKeyIsTakenBeforeTheRecordThatIsAsOldAsIt(long written, long taken) {
        ConsumerRecord<Object, Object> key = new ConsumerRecord<>(
                Topics.KEYS.name(),
                0,
                0,
                written,
                TimestampType.CREATE_TIME,
                0,
                0,
                FIRST.keyName(),
                FIRST.key(),
                new RecordHeaders(),
                Optional.empty());

        assertThat(KeysHandler.earlier(key, -1)).isEqualTo(taken);
    }

    private HourAccount account() {
        normalizer.pass(Duration.ofSeconds(1));
        List<HourAccount> told = normalizer.accounts();
        return told.get(told.size() - 1);
    }

    private double counted(String name) {
        return normalizer.counted(name, "provider", "kuaidi100");
    }

    private TestRecord<byte[], byte[]> onlyDeadLetter(String reason) {
        List<TestRecord<byte[], byte[]>> letters = normalizer.deadLetters(Topics.RAW);
        assertThat(letters)
                .singleElement()
                .extracting(letter -> CloudEvent.header(letter.headers(), "dead-letter-reason"))
                .isEqualTo(reason);
        return letters.get(0);
    }

    private static byte[] bytes(SealedPush push) {
        return Topics.RAW.values().serializer().serialize(Topics.RAW.name(), push.record());
    }
}
