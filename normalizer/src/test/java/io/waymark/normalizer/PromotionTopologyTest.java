package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.ShipmentHistory;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a newer mapping does to parcels that are known already. */
class PromotionTopologyTest {

    private static final Instant RECEIVED = Instant.parse("2024-05-10T00:00:00Z");
    private static final Duration TICK = Duration.ofMillis(100);

    /** A tenth of them in a tick. */
    private static final int PER_SECOND = 20;

    private final List<Instance> instances = new ArrayList<>();

    @AfterEach
    void stop() {
        instances.forEach(instance -> instance.driver.close());
    }

    @Test
    void aPromotedMappingCorrectsWhatWasToldUnderTheNextNumbers() {
        Instance live = start(MeaningTable.released());
        live.push("YT1", "501", "304");
        live.push("YT2", "501", "301");
        TrackingEvent told = last(live.events("YT1"));

        live.promote(mapping(2, "304", SubStatus.SIGNED));
        live.look();

        TrackingEvent correction = last(live.events("YT1"));
        assertThat(correction.type()).isEqualTo(TrackingEvent.Type.CORRECTION);
        assertThat(correction.corrects()).isEqualTo(told.eventId());
        assertThat(correction.sequence()).isEqualTo(told.sequence() + 1);
        assertThat(correction.subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(correction.mappingVersion()).isEqualTo("2");
        assertThat(told.mappingVersion()).isEqualTo("1");
        assertThat(live.latest("YT1").subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(live.events("YT2")).hasSize(2);
    }

    @Test
    void aMappingThatLowersAStatusSaysSoInACorrection() {
        Instance live = start(MeaningTable.released());
        live.push("YT1", "5", "304");

        live.promote(mapping(2, "304", SubStatus.LOCKER_OR_STATION));
        live.look();

        assertThat(live.events("YT1")).extracting(TrackingEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(live.latest("YT1").subStatus()).isEqualTo(SubStatus.LOCKER_OR_STATION);
        assertThat(live.latest("YT1").deliveredAt()).isNull();
    }

    @Test
    void shipmentsAreLookedAtSomeAtATimeAndEachOnce() {
        Instance live = start(MeaningTable.released());
        List<String> numbers = IntStream.range(0, 20).mapToObj(i -> "YT" + i).toList();
        numbers.forEach(number -> live.push(number, "304"));
        live.promote(mapping(2, "304", SubStatus.SIGNED));

        live.driver.advanceWallClockTime(TICK);
        assertThat(corrections(live)).isEqualTo(PER_SECOND / 10);

        live.look();
        assertThat(corrections(live)).isEqualTo(20);
        assertThat(numbers).allSatisfy(number -> assertThat(live.events(number)).hasSize(2));
    }

    @Test
    void anotherInstanceGoesOnWhereTheFirstWasAndKeepsToTheMapping() {
        Instance first = start(MeaningTable.released());
        IntStream.range(0, 20).forEach(i -> first.push("YT" + i, "304"));
        first.promote(mapping(2, "304", SubStatus.SIGNED));
        IntStream.range(0, 4).forEach(i -> first.driver.advanceWallClockTime(TICK));
        Instance second = first.movedTo(MeaningTable.released());

        second.look();
        second.push("YT99", "304");

        assertThat(corrections(first)).isEqualTo(8);
        assertThat(corrections(second)).isEqualTo(12);
        assertThat(second.latest("YT99").subStatus()).isEqualTo(SubStatus.SIGNED);
    }

    @Test
    void whatAnOperatorsFileSaysIsAppliedAfterARestart() {
        Instance before = start(MeaningTable.released());
        before.push("YT1", "304");
        before.look();
        Instance after = before.movedTo(MeaningTable.released().with(mapping(3, "304", SubStatus.SIGNED)));

        after.look();

        assertThat(after.latest("YT1").subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(last(after.events("YT1")).sequence()).isEqualTo(2);
        assertThat(before.meters
                        .counter("shipments_refolded", "changed", "true")
                        .count())
                .isZero();
    }

    @Test
    void codesThatAreInNoTableAreCountedOnceEachUntilAMappingHasThem() {
        Instance live = start(MeaningTable.released());
        live.push("YT1", "1", "999", "398");
        live.push("YT1", "1", "999", "398");
        live.promote(Mapping.builtIn(ProviderId.KUAIDI100)
                .replacement(mapping(2, "304", SubStatus.SIGNED).text()
                        + "code,398,,,AVAILABLE_FOR_PICKUP,STATION,seen,,a page,2026-11-20\n"));
        live.push("YT2", "398");

        assertThat(live.meters.counter("scans_unknown", "provider", "kuaidi100").count())
                .isEqualTo(2);
    }

    @Test
    void anApplicationForComparisonKeepsWhatItComesToAndPublishesNothing() {
        Instance compared = start(MeaningTable.released(), true);
        compared.push("YT1", "5", "301");
        compared.order("nobody", "# version: 9");

        ShipmentHistory kept = compared.driver
                .<String, ShipmentHistory>getKeyValueStore(NormalizerTopology.HISTORIES)
                .get(ShipmentId.of("yto", "YT1").toString());
        assertThat(kept.latest()).extracting(Shipment::subStatus).isEqualTo(SubStatus.SIGNED_BY_RECIPIENT);
        assertThat(compared.driver.producedTopicNames())
                .allMatch(topic -> topic.endsWith("-changelog"))
                .isNotEmpty();
    }

    @Test
    void anOlderMappingAndOneThatIsNotRightAreNotUsed() {
        Instance live = start(MeaningTable.released());
        live.push("YT1", "304");
        live.promote(mapping(3, "304", SubStatus.SIGNED));
        live.promote(mapping(2, "304", SubStatus.SIGNED_BY_PROXY));
        live.order(
                "kuaidi100", mapping(4, "304", SubStatus.SIGNED_BY_PROXY).text().replace("code,14,", "code,15,"));
        live.order("nobody", "# version: 9");
        live.look();

        assertThat(live.latest("YT1").subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(live.deadLetters()).isEqualTo(2);
    }

    @Test
    void afterAPromotionEveryParcelIsAsIfTheMappingHadAlwaysBeenThere() {
        Random random = new Random(20_261_122);
        List<String> codes =
                List.of("1", "103", "5", "501", "304", "301", "3", "6", "4", "2", "203", "14", "401", "399");
        Map<String, String[]> parcels = IntStream.range(0, 300).boxed().collect(toMap(i -> "YT" + i, i -> random.ints(
                        1 + random.nextInt(7), 0, codes.size())
                .mapToObj(codes::get)
                .toArray(String[]::new)));
        Mapping newer = Mapping.builtIn(ProviderId.KUAIDI100)
                .replacement(mapping(2, "304", SubStatus.LOCKER_OR_STATION)
                        .text()
                        .replace("拒签,,DELIVERY_FAILED,REFUSED", "拒签,,RETURNED,RETURN_SIGNED")
                        .replace("3\\d\\d,DELIVERED,SIGNED", "3\\d\\d,AVAILABLE_FOR_PICKUP,STATION"));
        Instance promoted = start(MeaningTable.released());
        Instance always = start(MeaningTable.released().with(newer));
        parcels.forEach(promoted::push);
        parcels.forEach(always::push);
        long before = parcels.keySet().stream()
                .filter(number -> !same(promoted.latest(number), always.latest(number)))
                .count();

        promoted.promote(newer);
        promoted.look();

        assertThat(before).isGreaterThan(100);
        assertThat(parcels.keySet())
                .allSatisfy(number -> assertThat(same(promoted.latest(number), always.latest(number)))
                        .as(number)
                        .isTrue())
                .allSatisfy(number -> assertThat(promoted.events(number))
                        .extracting(TrackingEvent::sequence)
                        .isEqualTo(
                                IntStream.rangeClosed(1, promoted.events(number).size())
                                        .mapToObj(Long::valueOf)
                                        .toList()));
    }

    private static boolean same(Shipment one, Shipment other) {
        return one.subStatus() == other.subStatus()
                && one.flags().equals(other.flags())
                && String.valueOf(one.deliveredAt()).equals(String.valueOf(other.deliveredAt()));
    }

    /** Kuaidi100's mapping with another meaning of one code. */
    static Mapping mapping(int version, String code, SubStatus meaning) {
        String text = Mapping.builtIn(ProviderId.KUAIDI100).text();
        String row = text.lines()
                .filter(line -> line.startsWith("code," + code + ","))
                .findFirst()
                .orElseThrow();
        String[] cells = row.split(",", -1);
        cells[4] = meaning.status().name();
        cells[5] = meaning.name();
        cells[7] = "";
        return Mapping.builtIn(ProviderId.KUAIDI100)
                .replacement(
                        text.replace(row, String.join(",", cells)).replace("# version: 1", "# version: " + version));
    }

    private static long corrections(Instance instance) {
        instance.read();
        return instance.events.stream()
                .filter(event -> event.type() == TrackingEvent.Type.CORRECTION)
                .count();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private Instance start(MeaningTable meanings) {
        return start(meanings, false);
    }

    private Instance start(MeaningTable meanings, boolean silent) {
        Instance instance = new Instance(meanings, instances.size(), silent);
        instances.add(instance);
        return instance;
    }

    /** One partition on one instance. */
    private final class Instance {

        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final TopologyTestDriver driver;
        private final List<TrackingEvent> events = new ArrayList<>();
        private final Map<ShipmentId, Shipment> shipments = new HashMap<>();

        Instance(MeaningTable meanings, int number, boolean silent) {
            Properties settings = new Properties();
            settings.put(StreamsConfig.STATE_DIR_CONFIG, "target/promotion-test-" + number);
            driver = new TopologyTestDriver(
                    NormalizerTopology.build(new NormalizerMetrics(meters), meanings, PER_SECOND, silent), settings);
        }

        /** The same partition on an instance that was started anew, with what the stores' changelogs hold. */
        Instance movedTo(MeaningTable meanings) {
            Instance other = start(meanings);
            for (String store : List.of(NormalizerTopology.HISTORIES, MappingsRepository.STORE)) {
                driver.getKeyValueStore(store).all().forEachRemaining(entry -> other.driver
                        .getKeyValueStore(store)
                        .put(entry.key, entry.value));
            }
            return other;
        }

        /** Ticks until every shipment has been looked at. */
        void look() {
            for (int i = 0; i < 300; i++) {
                driver.advanceWallClockTime(TICK);
            }
        }

        void promote(Mapping mapping) {
            order(mapping.provider().code(), mapping.text());
        }

        void order(String provider, String mapping) {
            Command command = new Command(
                    "id",
                    Command.PROMOTE_MAPPING,
                    provider,
                    "somebody",
                    "",
                    "",
                    RECEIVED,
                    JsonSerde.mapper().valueToTree(Map.of("provider", provider, "mapping", mapping)));
            input(Topics.COMMANDS)
                    .pipeInput(provider, Topics.COMMANDS.values().serializer().serialize("", command), RECEIVED);
        }

        /** Codes an hour apart. */
        void push(String number, String... codes) {
            String nodes = IntStream.range(0, codes.length)
                    .mapToObj(i -> "{\"time\":\"2024-05-02 %02d:00:00\",\"context\":\"x\",\"statusCode\":\"%s\"}"
                            .formatted(codes.length - i, codes[codes.length - 1 - i]))
                    .collect(joining(","));
            String param = "{\"status\":\"polling\",\"lastResult\":{\"com\":\"yuantong\",\"nu\":\"" + number
                    + "\",\"state\":\"0\",\"data\":[" + nodes + "]}}";
            ShipmentId id = ShipmentId.of("yto", number);
            RawPayload payload = new RawPayload(
                    "id",
                    "kuaidi100",
                    id,
                    "yto",
                    number,
                    RawPayload.Route.TRACKING_NUMBER,
                    1,
                    RECEIVED,
                    "application/x-www-form-urlencoded",
                    ("param=" + URLEncoder.encode(param, UTF_8)).getBytes(UTF_8),
                    Evidence.SIGNED_PUSH,
                    "test",
                    null);
            input(Topics.RAW)
                    .pipeInput(id.toString(), Topics.RAW.values().serializer().serialize("", payload), RECEIVED);
        }

        List<TrackingEvent> events(String number) {
            read();
            return events.stream()
                    .filter(event -> event.trackingNumber().equals(number))
                    .toList();
        }

        Shipment latest(String number) {
            read();
            return shipments.get(ShipmentId.of("yto", number));
        }

        private void read() {
            events.addAll(output(Topics.EVENTS));
            output(Topics.LATEST).forEach(shipment -> shipments.put(shipment.shipmentId(), shipment));
        }

        long deadLetters() {
            return output(Topics.COMMANDS.deadLettersOf(Topics.NORMALIZER_GROUP))
                    .size();
        }

        private TestInputTopic<String, byte[]> input(Topic<String, ?> topic) {
            return driver.createInputTopic(
                    topic.name(), topic.keys().serializer(), Serdes.ByteArray().serializer());
        }

        private <K, V> List<V> output(Topic<K, V> topic) {
            return driver.createOutputTopic(
                            topic.name(),
                            topic.keys().deserializer(),
                            topic.values().deserializer())
                    .readValuesToList();
        }
    }
}
