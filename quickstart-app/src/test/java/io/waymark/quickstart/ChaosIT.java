package io.waymark.quickstart;

import io.waymark.quickstart.Scenario.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever breaks while parcels move, in the end all is as if nothing had: scenarios drawn from seeds, over the built services.
 *
 * <p>Every build has one small scenario. The long form ({@code -Pchaos}) has twenty parts of six, fifty SIGKILLs in each part,
 * and leaves out scenarios that {@code target/chaos-report} says were kept already, so that it can be cut short and gone on
 * with. {@code -Dwaymark.chaos.seed=N} repeats one scenario, of the form's size.
 */
@Timeout(value = 12, unit = TimeUnit.HOURS)
class ChaosIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Integer PARTS = Integer.getInteger("waymark.chaos.parts");
    private static final Long SEED = Long.getLong("waymark.chaos.seed");
    private static final Size SMALL = new Size(18, 5, 8);
    private static final Size LARGE = new Size(36, 10, 10);
    private static final int SCENARIOS = 6;

    /** Of parcels, and of the rules by which they are asked about: a journey takes up to half a minute. */
    private static final int SPEED = 10_000;

    private static final int SENDERS = 4;

    /** What is waited for by default as long as carriers and gateways of life make one wait. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("WAYMARK_POLLING_SPEED", Integer.toString(SPEED)),
            Map.entry("WAYMARK_HEALING_EVERY", "2s"),
            Map.entry("WAYMARK_CALLS_CONNECT_TIMEOUT", "1s"),
            Map.entry("WAYMARK_CALLS_ANSWER_TIMEOUT", "4s"),
            Map.entry("WAYMARK_POLLING_LEASE", "PT6S"),
            Map.entry("WAYMARK_SUBSCRIPTIONS_LEASE", "PT6S"),
            Map.entry("WAYMARK_PACE_BREAKER_BASE", "PT6S"),
            Map.entry("WAYMARK_PACE_BREAKER_MOST", "PT6S"),
            Map.entry("WAYMARK_GATEWAY_CONNECT_TIMEOUT", "PT1S"),
            Map.entry("WAYMARK_GATEWAY_READ_TIMEOUT", "PT4S"),
            Map.entry("WAYMARK_GATEWAY_BREAKER_PAUSE", "PT2S"),
            Map.entry("WAYMARK_SETTLEMENT_LEASE", "PT6S"),
            Map.entry("WAYMARK_RETRY_CEILING", "PT5S"),
            Map.entry("WAYMARK_RECONCILE_AFTER", "PT1H"),
            // for a record whose key was lost when webhook-ingest was killed between the two; longer than any outage
            Map.entry("WAYMARK_NORMALIZER_KEY_PATIENCE", "PT2M"),
            // full within seconds of an outage: as full as a disk can be made without being root
            Map.entry("WAYMARK_INGEST_SPOOL_SEGMENT_BYTES", "64K"),
            Map.entry("WAYMARK_INGEST_SPOOL_MAX_BYTES", "256K"));

    private final ChaosReport report = new ChaosReport(TARGET.resolve("chaos-report"));
    private final World world = new World();
    private final Witness witness = new Witness(world, SPEED);

    static List<List<Scenario>> parts() {
        if (SEED != null) {
            return List.of(List.of(Scenario.of(SEED, PARTS == null ? SMALL : LARGE)));
        }
        if (PARTS == null) {
            return List.of(List.of(Scenario.of(1, SMALL)));
        }
        Set<Long> kept = new ChaosReport(TARGET.resolve("chaos-report")).kept();
        return IntStream.rangeClosed(1, PARTS)
                .mapToObj(part -> part(part, kept))
                .filter(scenarios -> !scenarios.isEmpty())
                .toList();
    }

    private static List<Scenario> part(int part, Set<Long> kept) {
        return LongStream.range(0, SCENARIOS)
                .map(i -> part * 100L + i)
                .filter(seed -> !kept.contains(seed))
                .mapToObj(seed -> Scenario.of(seed, LARGE))
                .toList();
    }

    @ParameterizedTest(name = "part {index}", allowZeroInvocations = true)
    @MethodSource("parts")
    void whateverBreaksAllEndsAsIfNothingHad(List<Scenario> scenarios) throws Exception {
        try (BatteredFleet fleet = new BatteredFleet(new DataDirectory(TARGET.resolve("chaos")), SETTINGS)) {
            witness.learn(calm());
            for (Scenario scenario : scenarios) {
                tryOut(fleet, scenario);
            }
            PublicRecords.assertKeepWhatIsPromised();
        }
    }

    /** One parcel of each kind, ten times faster, to which nothing happens. */
    private List<ChaosParcel> calm() {
        List<ChaosParcel> calm = Arrays.stream(Journey.values())
                .map(journey -> ChaosParcel.of(journey, 0, journey.ordinal(), 0))
                .toList();
        calm.forEach(parcel -> parcel.begin(world, 10 * SPEED));
        return calm;
    }

    @SuppressWarnings("SystemOut") // who repeats it needs the seed
    private void tryOut(BatteredFleet fleet, Scenario scenario) throws Exception {
        System.out.printf(
                "Chaos: seed %d, %d parcels, %s%n",
                scenario.seed(), scenario.parcels().size(), scenario.strikes());
        long began = System.nanoTime();
        int uploads = witness.uploads().size();
        String violation = "";
        try {
            play(fleet, scenario);
            witness.assertEndsAsUndisturbed(scenario.parcels());
            witness.assertEventsAreNumbered(scenario.parcels());
            witness.assertEachIsPaidOnce(scenario.parcels());
            witness.assertNothingIsLost();
        } catch (AssertionError | Exception e) {
            violation = String.valueOf(e.getMessage());
            throw new AssertionError("seed " + scenario.seed() + ": " + scenario.strikes(), e);
        } finally {
            report.add(new ChaosReport.Result(
                    scenario.seed(),
                    scenario.parcels().size(),
                    scenario.kills(),
                    scenario.strikes().stream().map(Strike::toString).toList(),
                    Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                    witness.uploads().size() - uploads,
                    witness.repeats(scenario.parcels()),
                    fleet.endedByThemselves(),
                    violation));
        }
    }

    private void play(BatteredFleet fleet, Scenario scenario) throws InterruptedException, ExecutionException {
        ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor(); // one thing after the other
        ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);
        try {
            List<Future<?>> parcels = new ArrayList<>();
            List<Future<?>> strikes = new ArrayList<>();
            for (ChaosParcel parcel : scenario.parcels()) {
                parcels.add(senders.schedule(
                        () -> parcel.begin(world, SPEED), parcel.startsAtMillis(), TimeUnit.MILLISECONDS));
            }
            for (Strike strike : scenario.strikes()) {
                strikes.add(
                        hand.schedule(() -> strike.begin().accept(fleet), strike.atMillis(), TimeUnit.MILLISECONDS));
                strikes.add(
                        hand.schedule(() -> strike.end().accept(fleet), strike.endsAtMillis(), TimeUnit.MILLISECONDS));
            }
            for (Future<?> strike : strikes) {
                strike.get();
            }
            fleet.heal();
            for (Future<?> parcel : parcels) {
                parcel.get();
            }
        } finally {
            hand.shutdownNow();
            senders.shutdownNow();
        }
    }
}
