package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ReplayFindings;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.command.CommandFrame;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the built jar beside the live application, on a real broker. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class ReplayIT {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** Codes that no list has and no other test sends: one is placed under signatures, one under 派件. */
    private static final String NEW_STATION_CODE = "398";

    private static final String NEW_SIGNATURE_CODE = "597";

    @TempDir
    private Path directory;

    private record Ended(int exitCode, String out, String err) {}

    private Ended replay(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString(), "replay"));
        command.addAll(List.of("--mappings", directory.toString()));
        command.addAll(List.of("--bootstrap-servers", SharedKafka.bootstrapServers()));
        command.addAll(List.of(more));
        Path err = directory.resolve("err.txt");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), said, Files.readString(err));
        }
    }

    @Test
    void tellsWhatANewMappingWouldChangeAndLetsTheLiveApplicationApplyIt() throws Exception {
        ShipmentId stationed = push("YTREPLAY1", NEW_STATION_CODE);
        ShipmentId signed = push("YTREPLAY2", NEW_SIGNATURE_CODE);
        ShipmentId other = push("YTREPLAY3", "301");
        settlement(stationed, SettlementState.ELIGIBLE);
        settlement(signed, SettlementState.OWED);
        settlement(other, SettlementState.OWED);
        read(Topics.LATEST, seen -> keys(seen).containsAll(List.of(text(stationed), text(signed), text(other))));
        write("# version: 2");

        Ended shadow = replay("--rate", "100000", "--publish");

        assertThat(shadow.exitCode()).as(shadow.err()).isZero();
        assertThat(shadow.out())
                .contains("tried   kuaidi100 2, sto 1, thirtypost 1")
                .contains("2 shipments would change\n    status 2, deliveredAt 2\n")
                .contains("settlement eligibility: gained 1, lost 1\n2 events would be published\n")
                .contains(
                        "kuaidi100:3?398 > kuaidi100:398 DELIVERED/SIGNED -> AVAILABLE_FOR_PICKUP/STATION: 1 shipments")
                .contains("e.g. yto:YTREPLAY1  " + stationed)
                .endsWith("settlements of those shipments\n  onerway  ELIGIBLE  could no longer be claimed: 1\n"
                        + "  onerway  OWED  could be claimed: 1\npublished: the console shows it\n");
        ReplayFindings published = published();
        assertThat(published.all().shipments()).isEqualTo(2);
        assertThat(published.rules())
                .hasSize(2)
                .allSatisfy(rule ->
                        assertThat(rule.examples()).singleElement().asString().contains("yto:YTREPLAY"));
        assertThat(published.money())
                .containsExactly(
                        new ReplayFindings.Money("onerway", "ELIGIBLE", false, 1),
                        new ReplayFindings.Money("onerway", "OWED", true, 1));
        assertThat(shadow.err()).contains("waymark-normalizer-histories-changelog-5: ");

        Ended promoted = replay("--promote");

        assertThat(promoted.exitCode()).as(promoted.err()).isZero();
        assertThat(promoted.out()).contains("promoted kuaidi100 2");
        List<TrackingEvent> corrections =
                values(read(Topics.EVENTS, seen -> corrections(values(seen)).size() >= 2)).stream()
                        .filter(event -> event.shipmentId().equals(stationed)
                                || event.shipmentId().equals(signed)
                                || event.shipmentId().equals(other))
                        .toList();
        assertThat(corrections(corrections))
                .extracting(TrackingEvent::shipmentId, TrackingEvent::sequence, TrackingEvent::subStatus)
                .containsExactlyInAnyOrder(
                        tuple(stationed, 2L, SubStatus.STATION), tuple(signed, 2L, SubStatus.SIGNED_BY_RECIPIENT));
        assertThat(corrections).hasSize(5);
        assertThat(values(read(Topics.LATEST, seen -> values(seen).stream()
                        .anyMatch(shipment -> shipment.shipmentId().equals(stationed)
                                && shipment.status() == ShipmentStatus.AVAILABLE_FOR_PICKUP))))
                .isNotEmpty();
    }

    @Test
    void refusesAMappingThatIsNotRightAndSaysWhere() throws Exception {
        write("# version: two");

        Ended refused = replay();

        assertThat(refused.exitCode()).isEqualTo(CommandFrame.MISUSED);
        assertThat(refused.err()).contains("kuaidi100.csv: line 1: the first line is not \"# version: <number>\"");
        assertThat(refused.out()).isEmpty();
    }

    @Test
    void saysThatAnApplicationHasNoStore() throws Exception {
        write("# version: 9");

        Ended failed = replay("--application-id", "never-ran");

        assertThat(failed.exitCode()).isEqualTo(CommandFrame.FAILED);
        assertThat(failed.err()).contains("no topic never-ran-histories-changelog");
    }

    /** What the console was told. */
    private static ReplayFindings published() throws IOException {
        Command told =
                values(read(Topics.COMMANDS, seen -> values(seen).stream().anyMatch(ReplayIT::isReport))).stream()
                        .filter(ReplayIT::isReport)
                        .findFirst()
                        .orElseThrow();
        return JsonSerde.mapper().treeToValue(told.arguments(), ReplayFindings.class);
    }

    private static boolean isReport(Command command) {
        return Command.REPORT_REPLAY.equals(command.type());
    }

    private void write(String version) throws IOException {
        String text = Mapping.builtIn(ProviderId.KUAIDI100).text().replace("# version: 1", version)
                + "code,398,新站点,,AVAILABLE_FOR_PICKUP,STATION,seen,,a page,2026-11-20\n"
                + "code,597,新签收,,DELIVERED,SIGNED_BY_RECIPIENT,seen,withdraws-return,a page,2026-11-20\n";
        Files.writeString(directory.resolve("kuaidi100.csv"), text);
    }

    private static ShipmentId push(String number, String code) {
        String param = "{\"status\":\"polling\",\"lastResult\":{\"com\":\"yuantong\",\"nu\":\"" + number
                + "\",\"state\":\"0\",\"data\":[{\"time\":\"2024-05-02 10:00:00\",\"context\":\"x\",\"statusCode\":\""
                + code + "\"}]}}";
        ShipmentId id = ShipmentId.of("yto", number);
        RawPayload raw = new RawPayload(
                "id-" + number,
                "kuaidi100",
                id,
                "yto",
                number,
                RawPayload.Route.TRACKING_NUMBER,
                1,
                Instant.now(),
                "application/x-www-form-urlencoded",
                ("param=" + URLEncoder.encode(param, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.RAW, id.toString(), raw);
        return id;
    }

    private static void settlement(ShipmentId shipment, SettlementState state) {
        Settlement settlement = new Settlement(
                shipment.value(),
                "m",
                shipment,
                "onerway",
                "T-" + shipment,
                "YT",
                state,
                "",
                0,
                null,
                false,
                Instant.now(),
                1);
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(Topics.SETTLEMENTS, settlement.settlementId().toString(), settlement);
    }

    private static List<TrackingEvent> corrections(List<TrackingEvent> events) {
        return events.stream()
                .filter(event -> event.type() == TrackingEvent.Type.CORRECTION)
                .filter(event -> "2".equals(event.mappingVersion()))
                .toList();
    }

    private static <V> List<ConsumerRecord<String, V>> read(
            Topic<String, V> topic, Predicate<List<ConsumerRecord<String, V>>> condition) {
        return new TopicReader(SharedKafka.bootstrapServers()).readUntil(topic, WITHIN, condition);
    }

    private static <V> List<V> values(List<ConsumerRecord<String, V>> records) {
        return records.stream()
                .map(ConsumerRecord::value)
                .filter(Objects::nonNull)
                .toList();
    }

    private static <V> List<String> keys(List<ConsumerRecord<String, V>> records) {
        return records.stream().map(ConsumerRecord::key).toList();
    }

    private static String text(ShipmentId id) {
        return id.toString();
    }
}
