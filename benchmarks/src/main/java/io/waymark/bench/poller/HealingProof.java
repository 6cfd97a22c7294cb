package io.waymark.bench.poller;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lets the simulated providers lose a share of their pushes, a thousand times faster than life, and shows how many
 * parcels are said to be where they are all the same, what that took, and whether any quota was broken or any payment
 * late. Exit status 1 below 99 % or with anything broken.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.poller.HealingProof [parcels] [shares]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class HealingProof {

    private static final double SPEED = 1_000;
    private static final Duration KUAIDI100_GAP = ofLife(Duration.ofMinutes(30));
    private static final Duration STO_GAP = ofLife(Duration.ofMinutes(10));

    /** What a proof waits for by default, so that it can be taken back. */
    private static final Duration HOLD = ofLife(Duration.ofHours(4));

    private static final Duration SPREAD = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofMinutes(8);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double WANTED = 0.99;

    private final Backdrop backdrop;
    private final ServiceProcess poller;
    private final Outcome outcome;
    private final List<TestParcel> parcels;
    private final Map<TestParcel, Instant> arrived = new HashMap<>();
    private final Map<TestParcel, Instant> deadlines = new HashMap<>();

    private HealingProof(Backdrop backdrop, ServiceProcess poller, Outcome outcome, List<TestParcel> parcels) {
        this.backdrop = backdrop;
        this.poller = poller;
        this.outcome = outcome;
        this.parcels = parcels;
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        List<Double> shares = Arrays.stream((arguments.length > 1 ? arguments[1] : "0.05,0.3").split(",", -1))
                .map(Double::valueOf)
                .toList();
        boolean kept = true;
        for (double share : shares) {
            kept &= prove(TestParcel.some(count), share);
        }
        System.exit(kept ? 0 : 1);
    }

    /** In a world of its own. */
    private static boolean prove(List<TestParcel> parcels, double share) throws Exception {
        try (Backdrop backdrop = new Backdrop(Map.of("WAYMARK_SANDBOX_KUAIDI100_LOCK", KUAIDI100_GAP.toString()));
                ServiceProcess ingest = ServiceProcess.start(
                        "webhook-ingest",
                        backdrop.settings(Map.of(
                                "quarkus.http.port", Integer.toString(backdrop.ingestPort),
                                "waymark.ingest.spool.dir", directory("spool"))));
                ServiceProcess normalizer = ServiceProcess.start(
                        "normalizer", backdrop.settings(Map.of("waymark.normalizer.state-dir", directory("streams"))));
                ServiceProcess notifier = ServiceProcess.start(
                        "notifier", backdrop.settings(Map.of("waymark.settlement.hold", HOLD.toString())));
                ServiceProcess poller = ServiceProcess.start("poller", backdrop.settings(pollerSettings()));
                Outcome outcome = new Outcome(backdrop.kafka.bootstrapServers())) {
            for (ServiceProcess service : List.of(ingest, normalizer, notifier, poller)) {
                service.awaitReady();
            }
            return new HealingProof(backdrop, poller, outcome, parcels).run(share);
        }
    }

    /** Rates are not accelerated; a second of ours is a quarter of an hour of theirs, in which far more may be asked. */
    private static Map<String, String> pollerSettings() {
        return Map.of(
                "waymark.polling.speed", Double.toString(SPEED),
                "waymark.pace.kuaidi100.rate", "500",
                "waymark.pace.kuaidi100.burst", "500",
                "waymark.pace.sto.rate", "500",
                "waymark.pace.sto.burst", "500",
                "waymark.healing.every", "5s");
    }

    private static String directory(String purpose) throws IOException {
        return Files.createTempDirectory("waymark-" + purpose).toString();
    }

    private static Duration ofLife(Duration duration) {
        return Duration.ofMillis(Math.round(duration.toMillis() / SPEED));
    }

    private boolean run(double share) throws IOException, InterruptedException, SQLException {
        for (String provider : List.of("kuaidi100", "sto")) {
            backdrop.view.put(
                    "/faults",
                    Map.of("target", provider, "mode", "drop", "times", 1_000_000_000, "share", share, "seed", 1));
        }
        Instant begun = Instant.now();
        setInMotion();
        Instant last = Instant.now().plus(PATIENCE);
        while (countRight() < parcels.size() && Instant.now().isBefore(last)) {
            outcome.update(Duration.ofMillis(500));
        }
        settle();
        System.out.printf(
                "%n%,d parcels, %.0f %% of pushes dropped, after %d s%n",
                parcels.size(),
                100 * share,
                Duration.between(begun, Instant.now()).toSeconds());
        return report();
    }

    private void setInMotion() throws IOException, InterruptedException {
        long pauseMicros = TimeUnit.MILLISECONDS.toMicros(SPREAD.toMillis()) / parcels.size();
        try (Registrar registrar = new Registrar(backdrop.kafka.bootstrapServers())) {
            for (TestParcel parcel : parcels) {
                Instant deadline = Instant.now().plus(DEADLINE);
                deadlines.put(parcel, deadline);
                registrar.register(parcel, deadline);
                JsonNode started = backdrop.view.post("/parcels", parcel.order(SPEED));
                arrived.put(parcel, Instant.parse(started.path("endsAt").asText()));
                TimeUnit.MICROSECONDS.sleep(pauseMicros);
            }
        }
    }

    private long countRight() {
        return parcels.stream().filter(outcome::isRight).count();
    }

    /** The last proofs are on their way to the gateway. */
    private void settle() {
        Instant last = Instant.now().plusSeconds(10);
        while (Instant.now().isBefore(last)) {
            outcome.update(Duration.ofMillis(500));
        }
    }

    private boolean report() throws IOException, InterruptedException, SQLException {
        long right = countRight();
        Restraint kuaidi100 = Restraint.of(backdrop.view, "kuaidi100", KUAIDI100_GAP);
        Restraint sto = Restraint.of(backdrop.view, "sto", STO_GAP);
        int outOfTurn = Restraint.subscriptionsOutOfTurn(backdrop.view);
        Payments payments = Payments.of(parcels, outcome, arrived, deadlines);
        Losses losses = Losses.of(backdrop.view, parcels, outcome);

        System.out.printf("  pushes:        %s%n", losses);
        System.out.printf(
                "  right status:  %,d of %,d (%.2f %%)%n", right, parcels.size(), 100.0 * right / parcels.size());
        System.out.printf("  wrong:         %s%n", wrong());
        System.out.printf(
                "  queries:       %,d (%.2f a parcel); by purpose %s%n",
                kuaidi100.queries() + sto.queries(),
                (double) (kuaidi100.queries() + sto.queries()) / parcels.size(),
                purposes());
        System.out.printf("  quotas:        %s%n                 %s%n", kuaidi100, sto);
        System.out.printf("  subscriptions: %d too soon or too often%n", outOfTurn);
        System.out.printf("  billed:        %,d numbers at Kuaidi100%n", Tables.billedNumbers(backdrop.tables()));
        System.out.printf("  payments:      %s%n", payments);
        return right >= WANTED * parcels.size()
                && kuaidi100.isKept()
                && sto.isKept()
                && outOfTurn == 0
                && payments.areInTime();
    }

    private Map<String, Long> wrong() {
        Map<String, Long> wrong = new LinkedHashMap<>();
        parcels.stream()
                .filter(parcel -> !outcome.isRight(parcel))
                .map(parcel -> parcel.provider() + " " + parcel.script() + " " + outcome.statusOf(parcel))
                .forEach(kind -> wrong.merge(kind, 1L, Long::sum));
        return wrong;
    }

    private Map<String, Double> purposes() throws IOException, InterruptedException {
        Map<String, Double> purposes = new LinkedHashMap<>();
        for (String purpose : List.of("SILENCE", "POLL", "AFTERCARE")) {
            purposes.put(purpose, poller.sum("polls_total", "purpose=\"" + purpose + "\""));
        }
        return purposes;
    }
}
