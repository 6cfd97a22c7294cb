package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.SubStatus;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import io.waymark.sandbox.infra.BuiltService;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built service, killed with SIGKILL again and again while gateways misbehave: at the end every settlement that is owed
 * is acknowledged, each took effect once at its gateway, none before its parcel was delivered, and no other was sent.
 *
 * <p>Every build has one part of 8 kills over 80 settlements; a part's seed is its number. The long form
 * ({@code -Dwaymark.chaos.parts=10}) has 20 kills over 200 settlements in each part and leaves out those whose result is in
 * {@code target/killed-notifier.csv} already, so that it can be cut short and gone on with.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledNotifierIT {

    private static final Integer LONG_FORM = Integer.getInteger("waymark.chaos.parts");
    private static final int KILLS = LONG_FORM == null ? 8 : 20;
    private static final int OWED = 10 * KILLS;
    private static final Path RESULTS = Path.of("target", "killed-notifier.csv");
    private static final List<String> GATEWAYS = List.of("onerway", "asiabill");

    /** None takes effect seconds after the service has given up and asked, as "slow" does: no inquiry can know of that. */
    private static final List<String> FAULTS = List.of(
            "drop",
            "http500",
            "http500-after",
            "reset",
            "reset-mid-body",
            "truncated",
            "timeout",
            "timeout-after",
            "html");

    /** The next process takes the place of the killed one in its group, and does not wait until that is missed. */
    private static final Map<String, String> QUICK = Map.of(
            "mp.messaging.incoming.facts.group.instance.id", "killed",
            "waymark.settlement.hold", "PT0S",
            "waymark.settlement.lease", "PT2S",
            "waymark.retry.base", "PT0.3S",
            "waymark.retry.ceiling", "PT2S",
            "waymark.gateway.connect-timeout", "PT0.5S",
            "waymark.gateway.read-timeout", "PT0.7S",
            "waymark.gateway.breaker-pause", "PT0.3S",
            "waymark.reconcile.after", "PT1H");

    /** What a parcel that owes nothing has come to. */
    private static final List<SubStatus> UNPROVEN =
            List.of(SubStatus.MOVING, SubStatus.LOCKER_OR_STATION_SIGNED, SubStatus.RETURNING, SubStatus.RETURN_SIGNED);

    private record Told(Parcel parcel, Instant at) {}

    private final List<Told> owed = new ArrayList<>();
    private final List<Parcel> notOwed = new ArrayList<>();

    static List<Integer> parts() throws IOException {
        Set<String> done = Files.exists(RESULTS) && LONG_FORM != null
                ? Files.readAllLines(RESULTS).stream()
                        .map(line -> line.split(",", 2)[0])
                        .collect(toSet())
                : Set.of();
        return IntStream.rangeClosed(1, LONG_FORM == null ? 1 : LONG_FORM)
                .filter(part -> !done.contains(Integer.toString(part)))
                .boxed()
                .toList();
    }

    @ParameterizedTest(name = "part {0}", allowZeroInvocations = true)
    @MethodSource("parts")
    void everySettlementThatIsOwedTakesEffectOnce(int part) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
                PostgresServer postgres = PostgresServer.start(PostgresOptions.temporary());
                SandboxServer sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")))) {
            TopicSetup.createAll(kafka.bootstrapServers(), 3, 1);
            SandboxView gateways = new SandboxView(sandbox.url());
            Random random = new Random(part);
            TopicWriter writer = new TopicWriter(kafka.bootstrapServers());
            for (int kill = 0; kill < KILLS; kill++) {
                tell(random, writer, "P" + part + "K" + kill);
                misbehave(gateways, random);
                int enough = gateways.uploads().size() + 1 + random.nextInt(OWED / KILLS - 1);
                BuiltService notifier = start(kafka, postgres, sandbox);
                awaitUploads(notifier, gateways, enough);
                notifier.kill();
            }
            gateways.willBehave();
            try (BuiltService notifier = start(kafka, postgres, sandbox)) {
                await().atMost(Duration.ofMinutes(2))
                        .failFast("the service ended by itself", () -> !notifier.isAlive())
                        .until(() -> acknowledged(postgres) == OWED);
            }
            assertEverySettlementTookEffectOnce(gateways);
            assertLedgerIsWhole(postgres);
            keepResult(part, gateways);
        }
    }

    private static BuiltService start(EmbeddedKafka kafka, PostgresServer postgres, SandboxServer sandbox) {
        return NotifierProcess.start(kafka.bootstrapServers(), postgres, sandbox.url(), QUICK);
    }

    /** Some more parcels, delivered and other. */
    private void tell(Random random, TopicWriter writer, String prefix) {
        owed.addAll(IntStream.range(0, OWED / KILLS)
                .mapToObj(i -> delivered(new Parcel("sto", prefix + "D" + i, GATEWAYS.get(i % 2), writer)))
                .toList());
        Parcel other = new Parcel("sto", prefix + "U", GATEWAYS.get(random.nextInt(2)), writer);
        other.registered();
        other.scanned(UNPROVEN.get(random.nextInt(UNPROVEN.size())));
        notOwed.add(other);
    }

    private static Told delivered(Parcel parcel) {
        parcel.registered();
        Instant told = Instant.now();
        parcel.scanned(SubStatus.SIGNED_BY_RECIPIENT);
        return new Told(parcel, told);
    }

    private static void misbehave(SandboxView gateways, Random random) {
        GATEWAYS.forEach(
                gateway -> gateways.will(gateway, FAULTS.get(random.nextInt(FAULTS.size())), 1 + random.nextInt(3)));
    }

    private static void awaitUploads(BuiltService notifier, SandboxView gateways, int enough) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(25))
                .failFast("the service ended by itself", () -> !notifier.isAlive())
                .until(() -> gateways.uploads().size() >= enough);
    }

    private void assertEverySettlementTookEffectOnce(SandboxView gateways) {
        Map<String, List<SandboxView.Upload>> byNumber =
                gateways.uploads().stream().collect(groupingBy(SandboxView.Upload::number));
        assertThat(byNumber.keySet())
                .as("sent")
                .isEqualTo(owed.stream().map(told -> told.parcel().number).collect(toSet()));
        for (Told told : owed) {
            List<SandboxView.Upload> uploads = byNumber.get(told.parcel().number);
            assertThat(uploads).as(told.parcel().number).allMatch(SandboxView.Upload::signed);
            assertThat(uploads).filteredOn(SandboxView.Upload::tookEffect).hasSize(1);
            assertThat(uploads).allMatch(upload -> !upload.at().isBefore(told.at()));
            assertThat(uploads)
                    .filteredOn(upload -> upload.gateway().equals("asiabill"))
                    .as("a gateway that can be asked is told nothing twice")
                    .noneMatch(SandboxView.Upload::repeated);
        }
    }

    private static void assertLedgerIsWhole(PostgresServer postgres) throws SQLException {
        assertThat(
                        number(
                                postgres,
                                """
                        select count(*) from notifier.settlement s where revision <>
                          (select count(*) from notifier.settlement_change c where c.settlement_id = s.settlement_id)"""))
                .as("rows whose history has a gap")
                .isZero();
        assertThat(number(postgres, "select count(*) from notifier.settlement where state = 'SENDING'"))
                .isZero();
    }

    private static long acknowledged(PostgresServer postgres) throws SQLException {
        return number(postgres, "select count(*) from notifier.settlement where state = 'ACKNOWLEDGED'");
    }

    private static long number(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The part's number, kills, owed, uploads, of these repeats, inquiries. */
    private void keepResult(int part, SandboxView gateways) throws IOException {
        List<SandboxView.Upload> uploads = gateways.uploads();
        long repeats = uploads.stream().filter(SandboxView.Upload::repeated).count();
        String line = "%d,%d,%d,%d,%d,%d%n"
                .formatted(part, KILLS, owed.size(), uploads.size(), repeats, gateways.inquiries());
        Files.writeString(RESULTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
