package io.waymark.normalizer;

import static io.waymark.normalizer.TrackedNumber.RECEIVED;
import static io.waymark.normalizer.TrackedNumber.node;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.Mapping;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.HourAccount;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.PublicTopic;
import io.waymark.contract.Shipment;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.normalizer.status.ErasedShipment;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.ShipmentHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErasureTopologyTest {

    private static final TrackedNumber PARCEL = new TrackedNumber("yto", "YT1");
    private static final TrackedNumber OTHER = new TrackedNumber("yto", "YT2");
    private static final String KEY = PARCEL.id().toString();
    private static final Instant ERASED = RECEIVED.plusSeconds(60);
    private static final SealedPush FIRST = push(PARCEL, "1", node("2024-05-02 08:00:00", "5"));
    private static final SealedPush SECOND = push(PARCEL, "2", node("2024-05-02 10:00:00", "301"));

    private final NormalizerDriver normalizer = NormalizerDriver.startAt(RECEIVED);

    private static SealedPush push(TrackedNumber number, String id, String node) {
        return SealedPush.of(number.push(node), id, NormalizerDriver.SEALING);
    }

    @AfterEach
    void stop() {
        normalizer.close();
    }

    @Test
    void whatIsKnownIsReplacedByAMarkAndAllReadersAreTold() {
        SealedPush others = push(OTHER, "1", node("2024-05-02 10:00:00", "301"));
        normalizer.take(FIRST);
        normalizer.take(FIRST.record());
        normalizer.take(others);
        normalizer.take(others.record());
        normalizer.read(Topics.LATEST);

        normalizer.take(erase(PARCEL, "e1"));

        assertThat(normalizer.store(NormalizerTopology.HISTORIES).get(KEY)).isInstanceOf(ErasedShipment.class);
        TestRecord<String, Shipment> told = normalizer.read(Topics.LATEST).get(0);
        assertThat(told.key()).isEqualTo(KEY);
        assertThat(told.value()).isNull();
        assertThat(CloudEvent.header(told.headers(), "ce_type")).isEqualTo(PublicTopic.LATEST.type());
        assertThat(CloudEvent.header(told.headers(), "ce_subject")).isEqualTo(KEY);
        assertThat(CloudEvent.header(told.headers(), "ce_time")).isEqualTo(ERASED.toString());
        assertThat(told.headers().lastHeader("ce_dataschema")).isNull();
        assertThat(destroyed()).containsExactly(FIRST.keyName());
        assertThat(normalizer.keys()).as("what the topic tells comes back").containsExactly(others.keyName());
        assertThat(answers()).singleElement().satisfies(answer -> {
            assertThat(answer.target()).isEqualTo("e1");
            assertThat(answer.arguments().path("service").asText()).isEqualTo(Topics.NORMALIZER_GROUP);
            assertThat(answer.arguments().path("shipmentId").asText()).isEqualTo(KEY);
            assertThat(answer.arguments().path("state").asText()).isEqualTo("DONE");
            assertThat(counts(answer)).isEqualTo(counts(1, 0, 1));
        });
        assertThat(normalizer.counted("shipments_erased")).isEqualTo(1);
    }

    @Test
    void anOrderThatComesAgainGetsTheSameAnswerAndAnotherOneTheSameCounts() {
        normalizer.take(FIRST);
        normalizer.take(FIRST.record());
        normalizer.take(erase(PARCEL, "e1"));
        Command first = answers().get(0);
        normalizer.read(Topics.LATEST);
        normalizer.read(Topics.KEYS);

        normalizer.take(erase(PARCEL, "e1"));
        assertThat(answers()).containsExactly(first);

        normalizer.take(erase(PARCEL, "e2"));
        Command second = answers().get(0);
        assertThat(second.target()).isEqualTo("e2");
        assertThat(counts(second)).isEqualTo(counts(1, 0, 1));
        assertThat(second.arguments().path("detail").asText()).isEqualTo("was erased before");
        assertThat(normalizer.read(Topics.LATEST)).isEmpty();
        assertThat(normalizer.read(Topics.KEYS)).isEmpty();
    }

    @Test
    void whateverIsStillSaidLeadsToNothing() {
        normalizer.take(PARCEL.push(node("2024-05-02 08:00:00", "5")));
        normalizer.take(link(PARCEL, OTHER));
        normalizer.take(erase(PARCEL, "e1"));
        normalizer.read(Topics.EVENTS);
        normalizer.read(Topics.LATEST);
        normalizer.read(Topics.COMMANDS);

        normalizer.take(PARCEL.push(node("2024-05-02 10:00:00", "301")));
        normalizer.take(PARCEL.registration());
        normalizer.take(link(PARCEL, OTHER));
        normalizer.take(link(OTHER, PARCEL));
        normalizer.take(OTHER.push(node("2024-05-02 10:00:00", "301")));
        assertThat(normalizer.read(Topics.FORWARDS)).as("news of its alias").anyMatch(news -> news.key()
                .equals(KEY));
        Mapping newer = PromotionTopologyTest.mapping(2, "301", SubStatus.SIGNED);
        normalizer.promote(newer.provider().code(), newer.text());
        normalizer.lookAtAll();
        normalizer.pass(Duration.ofDays(100));

        assertThat(normalizer.store(NormalizerTopology.HISTORIES).get(KEY)).isInstanceOf(ErasedShipment.class);
        assertThat(normalizer.read(Topics.EVENTS))
                .noneMatch(event -> event.key().equals(KEY));
        assertThat(normalizer.read(Topics.LATEST))
                .noneMatch(shipment -> shipment.key().equals(KEY));
        assertThat(normalizer.read(Topics.COMMANDS))
                .noneMatch(command -> command.key().equals(KEY));
        assertThat(normalizer.deadLetters(Topics.RAW)).isEmpty();
        assertThat(normalizer.counted("payloads_erased", "provider", "kuaidi100"))
                .isEqualTo(1);
        assertThat(normalizer.accounts())
                .last()
                .isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 3, 0, 2, 2, 0, 3, 0));
    }

    @Test
    void whatWasNeverSeenCanBeErasedAndStaysSo() {
        normalizer.take(erase(PARCEL, "e1"));

        assertThat(answers()).singleElement().satisfies(answer -> assertThat(counts(answer))
                .isEqualTo(counts(0, 0, 0)));
        assertThat(normalizer.read(Topics.LATEST)).hasSize(1);
        normalizer.take(PARCEL.push(node("2024-05-02 08:00:00", "5")));
        assertThat(normalizer.events()).isEmpty();
    }

    @Test
    void theKeyOfALateRecordIsDestroyedWhicheverOfThemComesFirst() {
        normalizer.take(erase(PARCEL, "e1"));
        normalizer.read(Topics.KEYS);

        normalizer.take(FIRST);
        assertThat(destroyed()).as("nobody knows what it is for").isEmpty();
        normalizer.take(FIRST.record());
        assertThat(destroyed()).containsExactly(FIRST.keyName());

        normalizer.take(SECOND.record());
        assertThat(destroyed()).isEmpty();
        normalizer.take(SECOND);
        assertThat(destroyed()).containsExactly(SECOND.keyName());

        assertThat(normalizer.keys()).isEmpty();
        assertThat(normalizer.events()).isEmpty();
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 2, 0, 0, 0, 0, 2, 0));
        assertThat(normalizer.deadLetters(Topics.RAW)).isEmpty();
    }

    @Test
    void whatWaitsForAKeyIsDroppedAndTheKeyDestroyedWhenItComes() {
        normalizer.take(FIRST.record());
        normalizer.take(SECOND.record());
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 0, 0, 0, 0, 0, 2, 2));

        normalizer.take(erase(PARCEL, "e1"));

        assertThat(counts(answers().get(0))).isEqualTo(counts(0, 2, 0));
        assertThat(account()).isEqualTo(new HourAccount(0, "kuaidi100", RECEIVED, 2, 0, 0, 0, 0, 2, 0));
        normalizer.take(FIRST);
        assertThat(destroyed()).containsExactly(FIRST.keyName());
        normalizer.pass(NormalizerDriver.KEY_PATIENCE);
        assertThat(normalizer.deadLetters(Topics.RAW)).isEmpty();
        assertThat(normalizer.store(WaitingRepository.STORE).get(SECOND.keyName()))
                .isNull();
        assertThat(normalizer.gauged("payloads_waiting")).isZero();
        normalizer.take(SECOND);
        assertThat(destroyed()).as("later than anything waits").containsExactly(SECOND.keyName());
    }

    @Test
    void theKeyOfADeadLetterIsDestroyedAlsoIfItComesAfterItsShipmentWasErased() {
        normalizer.take(FIRST.record());
        normalizer.pass(NormalizerDriver.KEY_PATIENCE);
        assertThat(normalizer.deadLetters(Topics.RAW)).hasSize(1);

        normalizer.take(erase(PARCEL, "e1"));
        normalizer.take(FIRST);

        assertThat(destroyed()).containsExactly(FIRST.keyName());
    }

    @Test
    void aDeadLetterThatIsPutBackAfterItsShipmentWasErasedIsSkipped() {
        normalizer.take(FIRST.record());
        normalizer.pass(NormalizerDriver.KEY_PATIENCE);
        assertThat(normalizer.deadLetters(Topics.RAW)).hasSize(1);
        normalizer.take(FIRST);
        normalizer.take(erase(PARCEL, "e1"));
        assertThat(destroyed()).containsExactly(FIRST.keyName());

        normalizer.take(FIRST.record());

        assertThat(normalizer.events()).isEmpty();
        assertThat(normalizer.deadLetters(Topics.RAW)).isEmpty();
        assertThat(normalizer.counted("payloads_erased", "provider", "kuaidi100"))
                .isEqualTo(1);
    }

    @Test
    void anApplicationForComparisonOpensAndErasesAndTellsNobody() {
        try (NormalizerDriver next = NormalizerDriver.start(MeaningTable.released(), 500, true)) {
            next.take(FIRST.record());
            next.take(FIRST);
            assertThat(next.store(NormalizerTopology.HISTORIES).get(KEY)).isInstanceOf(ShipmentHistory.class);

            next.take(erase(PARCEL, "e1"));
            next.take(SECOND);
            next.take(SECOND.record());

            assertThat(next.store(NormalizerTopology.HISTORIES).get(KEY)).isInstanceOf(ErasedShipment.class);
            assertThat(next.counted("payloads_erased", "provider", "kuaidi100")).isEqualTo(1);
            assertThat(next.writtenTopics()).allMatch(topic -> topic.endsWith("-changelog"));
            assertThat(next.keys()).as("the live application destroys them").hasSize(2);
        }
    }

    @Test
    void ordersToOthersAreLeftToThemAndWhatIsNoOrderIsADeadLetter() {
        normalizer.take(order(PARCEL, KEY, "waymark-poller", "e1"));
        normalizer.take(order(OTHER, OTHER.id().toString(), Topics.NORMALIZER_GROUP, ""));
        normalizer.takeBytes(
                Topics.COMMANDS,
                KEY,
                Topics.COMMANDS
                        .values()
                        .serializer()
                        .serialize("", order(OTHER, OTHER.id().toString(), Topics.NORMALIZER_GROUP, "e3")),
                ERASED);
        normalizer.takeBytes(Topics.COMMANDS, KEY, "oops".getBytes(UTF_8), ERASED);

        assertThat(answers()).isEmpty();
        assertThat(normalizer.store(NormalizerTopology.HISTORIES).get(KEY)).isNull();
        assertThat(normalizer.deadLetters(Topics.COMMANDS))
                .extracting(letter -> CloudEvent.header(letter.headers(), "dead-letter-reason"))
                .containsExactly(
                        "IllegalArgumentException: ",
                        "MalformedPayloadException: filed under a key that is not its shipment's",
                        "SerializationException: not a Command: JsonParseException");
    }

    private static Command erase(TrackedNumber number, String erasure) {
        return order(number, number.id().toString(), Topics.NORMALIZER_GROUP, erasure);
    }

    private static Command order(TrackedNumber number, String target, String service, String erasure) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.put("service", service).put("erasure", erasure);
        return new Command(number + erasure, Command.ERASE, target, "console", "", "", ERASED, arguments);
    }

    private static Command link(TrackedNumber shipment, TrackedNumber alias) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.set("shipment", shipment.json());
        arguments.set("alias", alias.json());
        String target = shipment.id().toString();
        return new Command("link", Command.LINK_ALIAS, target, "somebody", "", "", ERASED, arguments);
    }

    private static String counts(long keys, long waiting, long histories) {
        return "{\"histories\":%d,\"keys\":%d,\"waiting\":%d}".formatted(histories, keys, waiting);
    }

    private static String counts(Command answer) {
        return answer.arguments().path("counts").toString();
    }

    private List<Command> answers() {
        return normalizer.read(Topics.COMMANDS).stream()
                .map(TestRecord::value)
                .filter(command -> command.type().equals(Command.ERASED))
                .toList();
    }

    /** The names of the keys that were destroyed since this was last asked. */
    private List<String> destroyed() {
        List<TestRecord<String, WrappedKey>> told = normalizer.read(Topics.KEYS);
        assertThat(told).allSatisfy(key -> {
            assertThat(key.value()).isNull();
            assertThat(CloudEvent.header(key.headers(), "ce_type")).isEqualTo(WrappedKey.TYPE);
        });
        return told.stream().map(TestRecord::key).toList();
    }

    private HourAccount account() {
        normalizer.pass(Duration.ofSeconds(1));
        List<HourAccount> told = normalizer.accounts();
        return told.get(told.size() - 1);
    }
}
