package io.waymark.normalizer.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.TrackingEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A scan that the history holds is not masked and named again, and everything is as if it were. */
class RecognitionTest {

    private static final long SEED = 20261122;

    private final StateMachine machine = new StateMachine();

    @Test
    void aRepeatIsTheSameTellingAndAnythingElseIsReadAnew() {
        Scan scan = scan("派件员【王师傅 13812341234】", "杭州", "CN1", "5", false);
        ShipmentHistory history = tell(Scans.empty(), 0, scan);
        KnownScan known = onlyScan(history);

        assertThat(read(history, scan).telling()).isSameAs(known.telling());
        assertThat(known.isToldAgainBy(scan)).isTrue();
        assertThat(known.isToldAgainBy(scan("派件员 【王师傅 13812341234】", "杭州", "CN1", "5", false)))
                .isFalse();
        assertThat(known.isToldAgainBy(scan("派件员【王师傅 13812341234】", "广州", "CN1", "5", false)))
                .isFalse();
        assertThat(known.isToldAgainBy(scan("派件员【王师傅 13812341234】", "杭州", "CN2", "5", false)))
                .isFalse();
        assertThat(known.isToldAgainBy(scan("派件员【王师傅 13812341234】", "杭州", "CN1", "501", false)))
                .isFalse();
        assertThat(known.isToldAgainBy(scan("派件员【王师傅 13812341234】", "杭州", "CN1", "5", true)))
                .isFalse();
    }

    /** The reports are of few scans that differ in whatever can: in one of two ways each. */
    @Test
    void whatIsRecognisedEndsAsWhatIsReadAnew() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            ShipmentHistory recognising = Scans.empty();
            ShipmentHistory reading = Scans.empty();
            for (int push = 0; push < 6; push++) {
                Scan[] scans =
                        random.ints(3, 0, 32).mapToObj(RecognitionTest::variant).toArray(Scan[]::new);
                recognising = tell(recognising, push, scans);
                reading = tell(push == 0 ? reading : forgetful(reading), push, scans);
            }
            assertThat(forgetful(recognising)).isEqualTo(forgetful(reading));
        }
    }

    /** As a release would have kept it that did not know pickup codes. */
    @Test
    void whatAnOlderReleaseMaskedLessGivesNoEventAndIsMaskedWhereItIsToldAgain() {
        Scan scan = scan("请凭取件码6-2-3017取件", "杭州", "CN1", "501", false);
        ShipmentHistory old = worded(tell(Scans.empty(), 0, scan), "请凭取件码6-2-3017取件");

        assertThat(publish(old, 1, false, scan).events()).isEmpty();
        assertThat(publish(forgetful(old), 1, false, scan).events()).isEmpty();
        assertThat(publish(forgetful(old), 1, false, scan).shipment()).isEmpty();
        assertThat(machine.refold(old).events()).isEmpty();

        Publication replaced = publish(old, 2, true, Scans.scan("1", 9));
        assertThat(replaced.events())
                .filteredOn(TrackingEvent::withdrawn)
                .singleElement()
                .extracting(TrackingEvent::description)
                .isEqualTo("请凭取件码****取件");
        assertThat(onlyScan(old).forwardedTo(Scans.SHIPMENT, "sto:1").telling().description())
                .hasToString("请凭取件码****取件");
    }

    /** Of two tellings with different codes of one rank the same one stands, whatever the masking leaves of their words. */
    @Test
    void whichTellingStandsDoesNotDependOnItsWords() {
        for (int i = 0; i < 100; i++) {
            Telling one = telling("1", "杭州" + i, "派件员王**" + i);
            Telling other = telling("101", "广州" + i, "派件员王师傅" + i);

            assertThat(one.orBetter(other).reading())
                    .isEqualTo(telling("1", "北京", "")
                            .orBetter(telling("101", "上海", ""))
                            .reading());
        }
    }

    private static Telling telling(String code, String place, String words) {
        return new Telling(
                Scans.START,
                false,
                Leg.SINGLE,
                StoredText.of(words),
                new Location(place, "CN1"),
                new Reading(6, code, ""));
    }

    private static ShipmentHistory worded(ShipmentHistory history, String words) {
        KnownScan scan = onlyScan(history);
        Telling had = scan.telling();
        Telling less = new Telling(
                had.occurredAt(), had.assumedZone(), had.leg(), StoredText.of(words), had.location(), had.reading());
        return history.published(
                Map.of(scan.id(), with(scan, less, scan.words())), Objects.requireNonNull(history.latest()));
    }

    private static Scan variant(int bits) {
        return scan(
                (bits & 1) == 0 ? "派件员【王师傅】" : "派件员 【王师傅】",
                (bits & 2) == 0 ? "杭州" : "杭州市",
                (bits & 4) == 0 ? "CN1" : "CN2",
                (bits & 8) == 0 ? "1" : "101",
                (bits & 16) == 0);
    }

    private static Scan scan(String text, String place, String area, String code, boolean assumedZone) {
        return new Scan(
                "one",
                Leg.SINGLE,
                Scans.START,
                assumedZone,
                text,
                new Location(place, area),
                0,
                new Reading(6, code, ""));
    }

    /** The same history without the hashes by which anything could be recognised. */
    private static ShipmentHistory forgetful(ShipmentHistory history) {
        Map<UUID, KnownScan> scans = new TreeMap<>();
        history.scans().forEach((id, scan) -> scans.put(id, with(scan, scan.telling(), 0)));
        return history.published(scans, Objects.requireNonNull(history.latest()));
    }

    private static KnownScan with(KnownScan scan, Telling telling, long words) {
        return new KnownScan(
                scan.id(),
                scan.fingerprint(),
                scan.alias(),
                scan.provider(),
                telling,
                words,
                scan.position(),
                scan.firstReceivedAt(),
                scan.lastReceivedAt(),
                scan.evidence(),
                scan.source(),
                scan.published());
    }

    private static KnownScan read(ShipmentHistory history, Scan scan) {
        Scans.Payload payload = Scans.kuaidi100(scan);
        return Report.of(payload.raw(), payload.provider(), payload.parsed(), "raw-0@1", history)
                .scans()
                .get(0);
    }

    private ShipmentHistory tell(ShipmentHistory history, int seconds, Scan... scans) {
        return publish(history, seconds, false, scans).history();
    }

    private Publication publish(ShipmentHistory history, int seconds, boolean replaces, Scan... scans) {
        Scans.Payload payload =
                Scans.kuaidi100(Monitoring.ACTIVE, replaces, scans).receivedAt(Scans.RECEIVED.plusSeconds(seconds));
        return machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@0");
    }

    private static KnownScan onlyScan(ShipmentHistory history) {
        return List.copyOf(history.scans().values()).get(0);
    }
}
