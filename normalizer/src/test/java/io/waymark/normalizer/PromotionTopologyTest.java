package io.waymark.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Shipment;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.ShipmentHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a newer mapping does to parcels that are known already. */
class PromotionTopologyTest {

    /** A tenth of them in a step. */
    private static final int PER_SECOND = 20;

    private final List<NormalizerDriver> instances = new ArrayList<>();

    @AfterEach
    void stop() {
        instances.forEach(NormalizerDriver::close);
    }

    @Test
    void aPromotedMappingCorrectsWhatWasToldUnderTheNextNumbers() {
        NormalizerDriver live = start(MeaningTable.released());
        push(live, "YT1", "501", "304");
        push(live, "YT2", "501", "301");
        TrackingEvent told = last(events(live, "YT1"));

        promote(live, mapping(2, "304", SubStatus.SIGNED));
        live.lookAtAll();

        TrackingEvent correction = last(events(live, "YT1"));
        assertThat(correction.type()).isEqualTo(TrackingEvent.Type.CORRECTION);
        assertThat(correction.corrects()).isEqualTo(told.eventId());
        assertThat(correction.sequence()).isEqualTo(told.sequence() + 1);
        assertThat(correction.subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(correction.mappingVersion()).isEqualTo("2");
        assertThat(told.mappingVersion()).isEqualTo("1");
        assertThat(latest(live, "YT1").subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(events(live, "YT2")).hasSize(2);
    }

    @Test
    void aMappingThatLowersAStatusSaysSoInACorrection() {
        NormalizerDriver live = start(MeaningTable.released());
        push(live, "YT1", "5", "304");

        promote(live, mapping(2, "304", SubStatus.LOCKER_OR_STATION));
        live.lookAtAll();

        assertThat(events(live, "YT1")).extracting(TrackingEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(latest(live, "YT1").subStatus()).isEqualTo(SubStatus.LOCKER_OR_STATION);
        assertThat(latest(live, "YT1").deliveredAt()).isNull();
    }

    @Test
    void shipmentsAreLookedAtSomeAtATimeAndEachOnce() {
        NormalizerDriver live = start(MeaningTable.released());
        List<String> numbers = IntStream.range(0, 20).mapToObj(i -> "YT" + i).toList();
        numbers.forEach(number -> push(live, number, "304"));
        promote(live, mapping(2, "304", SubStatus.SIGNED));

        live.look();
        assertThat(corrections(live)).isEqualTo(PER_SECOND / 10);

        live.lookAtAll();
        assertThat(corrections(live)).isEqualTo(20);
        assertThat(numbers)
                .allSatisfy(number -> assertThat(events(live, number)).hasSize(2));
    }

    @Test
    void anotherInstanceGoesOnWhereTheFirstWasAndKeepsToTheMapping() {
        NormalizerDriver first = start(MeaningTable.released());
        IntStream.range(0, 20).forEach(i -> push(first, "YT" + i, "304"));
        promote(first, mapping(2, "304", SubStatus.SIGNED));
        IntStream.range(0, 4).forEach(i -> first.look());
        NormalizerDriver second = move(first, MeaningTable.released());

        second.lookAtAll();
        push(second, "YT99", "304");

        assertThat(corrections(first)).isEqualTo(8);
        assertThat(corrections(second)).isEqualTo(12);
        assertThat(latest(second, "YT99").subStatus()).isEqualTo(SubStatus.SIGNED);
    }

    @Test
    void whatAnOperatorsFileSaysIsAppliedAfterARestart() {
        NormalizerDriver before = start(MeaningTable.released());
        push(before, "YT1", "304");
        before.lookAtAll();
        NormalizerDriver after = move(before, MeaningTable.released().with(mapping(3, "304", SubStatus.SIGNED)));

        after.lookAtAll();

        assertThat(latest(after, "YT1").subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(last(events(after, "YT1")).sequence()).isEqualTo(2);
        assertThat(before.counted("shipments_refolded", "changed", "true")).isZero();
    }

    @Test
    void codesThatAreInNoTableAreCountedOnceEachUntilAMappingHasThem() {
        NormalizerDriver live = start(MeaningTable.released());
        push(live, "YT1", "1", "999", "398");
        push(live, "YT1", "1", "999", "398");
        promote(
                live,
                Mapping.builtIn(ProviderId.KUAIDI100)
                        .replacement(mapping(2, "304", SubStatus.SIGNED).text()
                                + "code,398,,,AVAILABLE_FOR_PICKUP,STATION,seen,,a page,2026-11-20\n"));
        push(live, "YT2", "398");

        assertThat(live.counted("scans_unknown", "provider", "kuaidi100")).isEqualTo(2);
    }

    @Test
    void anApplicationForComparisonKeepsWhatItComesToAndPublishesNothing() {
        NormalizerDriver compared = start(MeaningTable.released(), true);
        push(compared, "YT1", "5", "301");
        compared.promote("nobody", "# version: 9");
        compared.pass(Duration.ofSeconds(1));

        ShipmentHistory kept = compared.<ShipmentHistory>store(NormalizerTopology.HISTORIES)
                .get(parcel("YT1").id().toString());
        assertThat(kept.latest()).extracting(Shipment::subStatus).isEqualTo(SubStatus.SIGNED_BY_RECIPIENT);
        assertThat(compared.writtenTopics())
                .allMatch(topic -> topic.endsWith("-changelog"))
                .isNotEmpty();
    }

    @Test
    void anOlderMappingAndOneThatIsNotRightAreNotUsed() {
        NormalizerDriver live = start(MeaningTable.released());
        push(live, "YT1", "304");
        promote(live, mapping(3, "304", SubStatus.SIGNED));
        promote(live, mapping(2, "304", SubStatus.SIGNED_BY_PROXY));
        live.promote(
                "kuaidi100", mapping(4, "304", SubStatus.SIGNED_BY_PROXY).text().replace("code,14,", "code,15,"));
        live.promote("nobody", "# version: 9");
        live.lookAtAll();

        assertThat(latest(live, "YT1").subStatus()).isEqualTo(SubStatus.SIGNED);
        assertThat(live.deadLetters(Topics.COMMANDS)).hasSize(2);
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

    private static long corrections(NormalizerDriver instance) {
        return instance.events().stream()
                .filter(event -> event.type() == TrackingEvent.Type.CORRECTION)
                .count();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private NormalizerDriver start(MeaningTable meanings) {
        return start(meanings, false);
    }

    private NormalizerDriver start(MeaningTable meanings, boolean silent) {
        NormalizerDriver instance = NormalizerDriver.start(meanings, PER_SECOND, silent);
        instances.add(instance);
        return instance;
    }

    /** The same partition on an instance that was started anew, with what the stores' changelogs hold. */
    private NormalizerDriver move(NormalizerDriver from, MeaningTable meanings) {
        NormalizerDriver other = start(meanings);
        for (String store : List.of(NormalizerTopology.HISTORIES, MappingsRepository.STORE)) {
            from.store(store).all().forEachRemaining(entry -> other.store(store).put(entry.key, entry.value));
        }
        return other;
    }

    private static void promote(NormalizerDriver instance, Mapping mapping) {
        instance.promote(mapping.provider().code(), mapping.text());
    }

    private static void push(NormalizerDriver instance, String number, String... codes) {
        instance.take(parcel(number).pushOf(codes));
    }

    private static List<TrackingEvent> events(NormalizerDriver instance, String number) {
        return instance.events(parcel(number).id());
    }

    private static Shipment latest(NormalizerDriver instance, String number) {
        return instance.latest(parcel(number).id());
    }

    private static TrackedNumber parcel(String number) {
        return new TrackedNumber("yto", number);
    }
}
