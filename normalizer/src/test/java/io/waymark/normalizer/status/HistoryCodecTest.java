package io.waymark.normalizer.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCodecTest {

    private final StateMachine machine = new StateMachine();

    @Test
    void aHistoryIsReadAsItWasWritten() {
        ShipmentHistory history = nodes(Scans.empty(), 40);
        ShipmentHistory replaced = report(history, Monitoring.ENDED, true, realistic(3));
        ShipmentHistory stub = machine.stub(
                        report(nodes(Scans.empty(), 5), Monitoring.ENDED, false, Scans.scan("301", 99)),
                        Scans.RECEIVED.plus(Duration.ofDays(90)))
                .orElseThrow();

        assertThat(HistoryCodec.read(HistoryCodec.write(Scans.empty()))).isEqualTo(Scans.empty());
        assertThat(HistoryCodec.read(HistoryCodec.write(history))).isEqualTo(history);
        assertThat(HistoryCodec.read(HistoryCodec.write(replaced))).isEqualTo(replaced);
        assertThat(HistoryCodec.read(HistoryCodec.write(stub))).isEqualTo(stub);
        assertThat(HistoryCodec.write(HistoryCodec.read(HistoryCodec.write(history))))
                .isEqualTo(HistoryCodec.write(history));
    }

    /** {@code history.json} is three nodes as they were stored before there were versions, and before scans were folded. */
    @Test
    void whatWasWrittenAsJsonIsReadToo() throws IOException {
        ShipmentHistory history = nodes(Scans.empty(), 3);

        ShipmentHistory read = HistoryCodec.read(resource("history.json"));

        assertThat(read.scans()).isEqualTo(withoutHashes(history.scans()));
        assertThat(read.folded()).isEqualTo(Folded.NOTHING);
        assertThat(read.links()).isEqualTo(Links.NONE);
        assertThat(read.heardAt()).isNull();
        assertThat(read.latest()).isEqualTo(history.latest());
    }

    /** {@code history-1.hex} was written by version 1: three nodes, of which a full re-push has two and a third of its own. */
    @Test
    void whatVersion1WroteIsReadToo() throws IOException {
        List<Scan> again = new ArrayList<>(List.of(realistic(2)));
        again.add(Scans.scan("301", 99));
        ShipmentHistory replaced = report(nodes(Scans.empty(), 3), Monitoring.ENDED, true, again.toArray(Scan[]::new));
        ShipmentHistory history = machine.link(replaced, "ems:EA1").history();

        String hex = new String(resource("history-1.hex"), UTF_8).replace("\n", "");
        ShipmentHistory read = HistoryCodec.read(HexFormat.of().parseHex(hex));

        assertThat(read.scans()).isEqualTo(withoutHashes(history.scans()));
        assertThat(read.known().replacedAt()).isEqualTo(history.known().replacedAt());
        assertThat(read.aliases()).containsExactly("ems:EA1");
        assertThat(read.latest()).isEqualTo(history.latest());
        assertThat(HistoryCodec.read(HistoryCodec.write(read))).isEqualTo(read);
    }

    @Test
    void whatIsLeftOfAnErasedShipmentIsReadAndIsNoHistory() {
        ErasedShipment erased = new ErasedShipment(
                Scans.empty().shipmentId(), "e1", Scans.RECEIVED, new TreeMap<>(Map.of("keys", 3L, "waiting", 0L)));
        byte[] written = StoredShipmentCodec.write(erased);

        assertThat(StoredShipmentCodec.read(written)).isEqualTo(erased);
        assertThat(written).hasSizeLessThan(64);
        assertThatThrownBy(() -> HistoryCodec.read(written)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoredShipmentCodec.read(Arrays.copyOf(written, 20)))
                .isInstanceOf(IllegalArgumentException.class);
        ShipmentHistory history = nodes(Scans.empty(), 3);
        assertThat(StoredShipmentCodec.read(StoredShipmentCodec.write(history))).isEqualTo(history);
    }

    @Test
    void bytesThatAreNoHistoryOrOneOfALaterVersionAreRefused() {
        byte[] written = HistoryCodec.write(nodes(Scans.empty(), 3));
        byte[] later = written.clone();
        later[0]++;

        assertThatThrownBy(() -> HistoryCodec.read(later)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistoryCodec.read(Arrays.copyOf(written, written.length / 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistoryCodec.read("[]".getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HistoryCodec.read(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** The figures of RATIONALE.md. */
    @ParameterizedTest(name = "{0} nodes: at most {1} bytes, and {2} as a stub")
    @CsvSource({"10, 2000, 250", "40, 6600, 500"})
    void takesFewBytes(int nodes, int most, int mostOfStub) {
        ShipmentHistory history =
                report(nodes(Scans.empty(), nodes - 1), Monitoring.ENDED, false, Scans.scan("301", 99));
        ShipmentHistory stub =
                machine.stub(history, Scans.RECEIVED.plus(Duration.ofDays(90))).orElseThrow();

        assertThat(HistoryCodec.write(history).length).isLessThanOrEqualTo(most);
        assertThat(HistoryCodec.write(stub).length).isLessThanOrEqualTo(mostOfStub);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = HistoryCodecTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }

    /** Words had no hashes then. */
    private static Map<UUID, KnownScan> withoutHashes(Map<UUID, KnownScan> scans) {
        Map<UUID, KnownScan> old = new TreeMap<>();
        scans.forEach((id, scan) -> old.put(
                id,
                new KnownScan(
                        id,
                        scan.fingerprint(),
                        scan.alias(),
                        scan.provider(),
                        scan.telling(),
                        0,
                        scan.position(),
                        scan.firstReceivedAt(),
                        scan.lastReceivedAt(),
                        scan.evidence(),
                        scan.source(),
                        scan.published())));
        return old;
    }

    private ShipmentHistory nodes(ShipmentHistory history, int number) {
        return report(history, Monitoring.ACTIVE, false, realistic(number));
    }

    private ShipmentHistory report(ShipmentHistory history, Monitoring monitoring, boolean all, Scan... scans) {
        Scans.Payload payload = Scans.kuaidi100(monitoring, all, scans);
        return machine.report(
                        history,
                        payload.raw(),
                        payload.provider(),
                        payload.parsed(),
                        "waymark.raw.v1-3@1234567#0b9f6a3e-5f81-4722-8d51-befdcef68aaa")
                .history();
    }

    /** As a Chinese carrier tells it: thirty-odd characters, a place, a code. */
    private static Scan[] realistic(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Scan(
                        "kuaidi100|0|" + i,
                        Leg.SINGLE,
                        Scans.START.plusMinutes(37L * i),
                        false,
                        "【深圳市】快件已到达 深圳转运中心" + i + "，派件员【王**】电话138****1234正在处理",
                        new Location("广东,深圳市,南山区" + i % 7, "CN44030500000" + i % 7),
                        i,
                        new Reading(6, i == 0 ? "1" : "0", "")))
                .toArray(Scan[]::new);
    }
}
