package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.Flag;
import io.waymark.contract.Goods;
import io.waymark.contract.JsonSerde;
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
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parcel that is handed over to another carrier, under a number of that carrier's. */
class HandoverTopologyTest {

    private static final Number FIRST = new Number("sto", "77100");
    private static final Number SECOND = new Number("ems", "EA200CN");
    private static final Instant RECEIVED = Instant.parse("2024-05-10T00:00:00Z");

    private static final String PICKED_UP = node("2024-05-01 10:00:00", "103");
    private static final String ON_ITS_WAY = node("2024-05-03 10:00:00", "5");
    private static final String SIGNED = node("2024-05-04 10:00:00", "301");

    private TopologyTestDriver driver;
    private TestOutputTopic<String, TrackingEvent> events;
    private TestOutputTopic<String, Shipment> latest;
    private TestOutputTopic<String, Command> commands;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    private record Number(String carrier, String number) {

        ShipmentId id() {
            return ShipmentId.of(carrier, number);
        }

        String text() {
            return carrier + ":" + number;
        }

        ObjectNode json() {
            ObjectNode json = JsonSerde.mapper().createObjectNode();
            return json.put("carrier", carrier).put("trackingNumber", number);
        }
    }

    @BeforeEach
    void start() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/topology-test");
        driver = new TopologyTestDriver(
                NormalizerTopology.build(new NormalizerMetrics(new SimpleMeterRegistry())), settings);
        events = output(Topics.EVENTS);
        latest = output(Topics.LATEST);
        commands = output(Topics.COMMANDS);
        deadLetters = output(Topics.RAW.deadLettersOf(Topics.NORMALIZER_GROUP));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void theFirstShipmentShowsWhatTheSecondNumberHadAndWhatFollows() {
        push(FIRST, FIRST, PICKED_UP);
        push(SECOND, SECOND, ON_ITS_WAY);
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED, ON_ITS_WAY);

        assertThat(told(FIRST))
                .extracting(event -> event.sequence() + " " + event.status())
                .containsExactly("1 IN_TRANSIT", "2 OUT_FOR_DELIVERY", "3 DELIVERED");
        Shipment first = shipment(FIRST);
        assertThat(first.status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(first.aliases()).containsExactly(SECOND.text());
        assertThat(first.flags()).doesNotContain(Flag.CARRIER_CORRECTED);
    }

    @Test
    void theSecondNumberKeepsItsOwnIdentityAndEvents() {
        push(FIRST, FIRST, PICKED_UP);
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED);

        List<TrackingEvent> all = events.readValuesToList();

        assertThat(of(all, SECOND)).extracting(TrackingEvent::status).containsExactly(ShipmentStatus.DELIVERED);
        assertThat(of(all, SECOND)).extracting(TrackingEvent::sequence).containsExactly(1L);
        assertThat(all).extracting(TrackingEvent::eventId).doesNotHaveDuplicates();
        assertThat(shipment(SECOND).aliases()).isEmpty();
    }

    @Test
    void aScanThatComesBothWaysIsOneEvent() {
        register(FIRST);
        push(SECOND, SECOND, ON_ITS_WAY);
        link(FIRST, SECOND);
        push(FIRST, SECOND, SIGNED, ON_ITS_WAY);
        push(SECOND, SECOND, SIGNED, ON_ITS_WAY);

        assertThat(told(FIRST))
                .extracting(TrackingEvent::status)
                .containsExactly(ShipmentStatus.OUT_FOR_DELIVERY, ShipmentStatus.DELIVERED);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void beforeItIsAnAliasTheSecondNumberIsAStrangerOnTheFirstOnesPath() {
        register(FIRST);

        push(FIRST, SECOND, SIGNED);

        assertThat(told(FIRST)).isEmpty();
        assertThat(CloudEvent.header(deadLetters.readRecord().headers(), "dead-letter-reason"))
                .contains("not the shipment's");
    }

    @Test
    void thePollerIsAskedOnceToFollowWhatAMerchantWantsFollowed() {
        link(FIRST, SECOND);
        assertThat(follows()).isEmpty();

        register(FIRST);
        link(FIRST, SECOND);

        assertThat(follows()).singleElement().satisfies(command -> {
            assertThat(command.target()).isEqualTo(FIRST.id().toString());
            assertThat(command.arguments()).isEqualTo(SECOND.json());
        });
    }

    @Test
    void sayingItAgainChangesNothing() {
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED);
        events.readValuesToList();
        latest.readValuesToList();

        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED);

        assertThat(events.isEmpty()).isTrue();
        assertThat(latest.isEmpty()).isTrue();
    }

    @Test
    void twoNumbersThatAreAliasesOfEachOtherTellEachOtherEverythingOnce() {
        push(FIRST, FIRST, PICKED_UP);
        link(FIRST, SECOND);
        link(SECOND, FIRST);
        push(SECOND, SECOND, SIGNED);

        List<TrackingEvent> all = events.readValuesToList();

        assertThat(of(all, FIRST)).hasSize(2);
        assertThat(of(all, SECOND)).hasSize(2);
    }

    @Test
    void anAliasOfAnAliasIsHeardToo() {
        Number third = new Number("zto", "300");
        link(FIRST, SECOND);
        link(SECOND, third);

        push(third, third, SIGNED);

        assertThat(shipment(FIRST).status()).isEqualTo(ShipmentStatus.DELIVERED);
    }

    @Test
    void aHistoryThatIsToldAnewWithdrawsNothingOfAnAlias() {
        link(FIRST, SECOND);
        push(FIRST, FIRST, PICKED_UP);
        push(SECOND, SECOND, SIGNED);

        pipe(FIRST, FIRST, "updateall", RECEIVED.plusSeconds(60), PICKED_UP);

        assertThat(shipment(FIRST).status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(told(FIRST)).noneMatch(TrackingEvent::withdrawn);
    }

    @Test
    void whatAnAliasWithdrawsIsWithdrawnHereToo() {
        link(FIRST, SECOND);
        push(SECOND, SECOND, SIGNED, ON_ITS_WAY);

        pipe(SECOND, SECOND, "updateall", RECEIVED.plusSeconds(60), ON_ITS_WAY);

        assertThat(shipment(FIRST).status()).isEqualTo(ShipmentStatus.OUT_FOR_DELIVERY);
        assertThat(shipment(FIRST).deliveredAt()).isNull();
    }

    @Test
    void aCommandThatMakesNoSenseIsADeadLetterAndOthersAreNobodysBusinessHere() {
        TestOutputTopic<byte[], byte[]> refused = output(Topics.COMMANDS.deadLettersOf(Topics.NORMALIZER_GROUP));
        link(FIRST, FIRST);
        command(SECOND.id().toString(), Command.LINK_ALIAS, FIRST, SECOND);
        command(FIRST.id().toString(), Command.LINK_ALIAS, FIRST, new Number("", "x"));
        command(FIRST.id().toString(), "settlement.retry", FIRST, SECOND);

        assertThat(refused.readRecordsToList()).hasSize(3);
        assertThat(latest.isEmpty()).isTrue();
    }

    /** Reads the topic: once in a test. */
    private List<TrackingEvent> told(Number number) {
        return of(events.readValuesToList(), number);
    }

    private static List<TrackingEvent> of(List<TrackingEvent> events, Number number) {
        return events.stream()
                .filter(event -> event.shipmentId().equals(number.id()))
                .toList();
    }

    private Shipment shipment(Number number) {
        Shipment[] found = {null};
        latestSeen.addAll(latest.readValuesToList());
        latestSeen.stream().filter(one -> one.shipmentId().equals(number.id())).forEach(one -> found[0] = one);
        return found[0];
    }

    private final List<Shipment> latestSeen = new java.util.ArrayList<>();

    private List<Command> follows() {
        return commands.readValuesToList().stream()
                .filter(command -> command.type().equals(Command.FOLLOW_NUMBER))
                .toList();
    }

    private void link(Number shipment, Number alias) {
        command(shipment.id().toString(), Command.LINK_ALIAS, shipment, alias);
    }

    private void command(String key, String type, Number shipment, Number alias) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.set("shipment", shipment.json());
        arguments.set("alias", alias.json());
        Command command = new Command("c-1", type, key, "test", "", "", RECEIVED, arguments);
        pipe(Topics.COMMANDS, key, Topics.COMMANDS.values().serializer().serialize("", command));
    }

    private void register(Number number) {
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
        RegisteredShipment shipment =
                new RegisteredShipment(number.id(), number.carrier(), number.number(), List.of(merchant), 1);
        pipe(
                Topics.SHIPMENTS,
                number.id().toString(),
                Topics.SHIPMENTS.values().serializer().serialize("", shipment));
    }

    private void push(Number path, Number named, String... nodes) {
        pipe(path, named, "polling", RECEIVED, nodes);
    }

    private void pipe(Number path, Number named, String status, Instant receivedAt, String... nodes) {
        String param = "{\"status\":\"" + status + "\",\"lastResult\":{\"com\":\"" + named.carrier() + "\",\"nu\":\""
                + named.number() + "\",\"state\":\"0\",\"data\":["
                + Stream.of(nodes).collect(joining(",")) + "]}}";
        RawPayload payload = new RawPayload(
                "id",
                "kuaidi100",
                path.id(),
                named.carrier(),
                named.number(),
                RawPayload.Route.SHIPMENT_PATH,
                1,
                receivedAt,
                "application/x-www-form-urlencoded",
                ("param=" + URLEncoder.encode(param, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
        pipe(Topics.RAW, path.id().toString(), Topics.RAW.values().serializer().serialize("", payload));
    }

    private void pipe(Topic<String, ?> topic, String key, byte[] value) {
        driver.createInputTopic(
                        topic.name(),
                        Serdes.String().serializer(),
                        Serdes.ByteArray().serializer())
                .pipeInput(key, value, RECEIVED);
    }

    private static String node(String time, String code) {
        return "{\"time\":\"" + time + "\",\"context\":\"x\",\"statusCode\":\"" + code + "\"}";
    }

    private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
    }
}
