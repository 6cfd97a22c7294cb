package io.waymark.bench.ingest;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Plot;
import io.waymark.bench.harness.Table;
import io.waymark.bench.ingest.LoadConnection.Answer;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How many verified callbacks a second webhook-ingest makes durable, and how long each waits for its answer, beside the limit
 * and a peer. All doors run all the time and take turns, so that an hour's noise meets all of them.
 *
 * <p>A turn goes as fast as answers come, which says how many; then each is sent half of what ours can do at a constant rate,
 * which says how long. After each turn of ours the raw topic is read, and every success must be in it.
 */
public final class IngestQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("rounds", "payload", "connections");

    private static final int PARTITIONS = 6;
    private static final double WANTED_OF_BARE = 0.8;
    private static final double WANTED_OF_PEER = 2;
    private static final double WANTED_P99_MILLIS = 20;

    /** So that what was counted does not fill the disk. */
    static final Map<String, String> SHORT_LIVED = Map.of(
            "log.retention.check.interval.ms", "5000",
            "log.segment.bytes", "268435456",
            "log.segment.delete.delay.ms", "1000");

    private static final Map<String, Supplier<Callbacks>> PAYLOADS = payloads();

    private final Findings findings;
    private final List<Door> doors;
    private final Filed filed;
    private final Duration time;
    private final boolean cold;
    private final int rounds;
    private final int connections;
    private final Table full;
    private final Table half;
    private long lost;
    private long errors;
    private long shedAtHalf;

    private IngestQuestion(Options options, Findings findings, List<Door> doors, Filed filed) {
        this.findings = findings;
        this.doors = doors;
        this.filed = filed;
        this.time = options.time(10, 200);
        this.cold = options.isShort();
        this.rounds = options.number("rounds", 3, 1);
        this.connections = options.number("connections", 64, 16);
        this.full = findings.table(
                "As fast as it goes, over " + connections + " connections",
                "payload",
                "door",
                "successes a second, median",
                "lowest to highest",
                "CPU µs a callback",
                "503 %");
        this.half = findings.table(
                "At half of what ours can do, constant rate",
                "payload",
                "door",
                "a second",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "longest ms",
                "no success");
    }

    /** Answers it. */
    public static void measure(Options options, Findings findings) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary().withFurther(SHORT_LIVED))) {
            TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
            List<Door> doors = Door.all(kafka.bootstrapServers(), options.isShort());
            try (Filed filed = new Filed(kafka.bootstrapServers())) {
                new IngestQuestion(options, findings, doors, filed).run(options.text("payload", ""));
            } finally {
                for (Door door : doors) {
                    door.close();
                }
            }
        }
    }

    private static Map<String, Supplier<Callbacks>> payloads() {
        Map<String, Supplier<Callbacks>> payloads = new LinkedHashMap<>();
        payloads.put("kuaidi100-4", () -> new Callbacks("YT4", 4));
        payloads.put("kuaidi100-40", () -> new Callbacks("YT40", 40));
        payloads.put("sto-1", () -> Callbacks.ofSto("7730"));
        return payloads;
    }

    private void run(String only) {
        if (doors.size() < 3) {
            findings.note("The peer is not built, so it is left out: ./benchmarks/run builds it for the long form.");
        }
        PAYLOADS.forEach((payload, callbacks) -> {
            if (only.isEmpty() || only.equals(payload)) {
                measure(payload, callbacks.get());
            }
        });
        findings.none("successes that are not in Kafka", lost);
        findings.none("answers that are neither success nor 503", errors);
        findings.none("503 at half load", shedAtHalf);
    }

    private void measure(String payload, Callbacks callbacks) {
        for (Door door : cold ? List.<Door>of() : doors) {
            turn(door, load -> load.closed(callbacks, connections, Integer.MAX_VALUE, time.multipliedBy(2)));
        }
        Map<String, Turns> turns = new LinkedHashMap<>();
        doors.forEach(door -> turns.put(door.name(), new Turns()));
        for (int round = 0; round < rounds; round++) {
            for (Door door : doors) {
                double before = door.cpuSeconds().getAsDouble();
                Report report = turn(door, load -> load.closed(callbacks, connections, Integer.MAX_VALUE, time));
                turnsOf(turns, door).add(report, door.cpuSeconds().getAsDouble() - before);
            }
        }
        turns.forEach((door, all) ->
                full.row(payload, door, all.median(), all.range(), all.cpuMicros(), 100 * all.shedShare()));
        compare(payload, turns);
        filed.delete();
        halfLoad(payload, callbacks, turnsOf(turns, doors.get(0)).median() / 2);
        filed.delete();
    }

    private void compare(String payload, Map<String, Turns> turns) {
        Turns ours = turnsOf(turns, doors.get(0));
        Turns bare = turnsOf(turns, doors.get(1));
        double ofBare = findings.ratio(payload + " to bare handler", ours.median(), bare.median());
        findings.atLeast(payload + ": share of the bare handler's rate", ofBare, WANTED_OF_BARE);
        findings.ratio(payload + " to bare handler, processor time", bare.cpuMicros(), ours.cpuMicros());
        if (doors.size() > 2) {
            Turns peer = turnsOf(turns, doors.get(2));
            double ofPeer = findings.ratio(payload + " to Spring Boot", ours.median(), peer.median());
            findings.atLeast(payload + ": times the rate of Spring Boot", ofPeer, WANTED_OF_PEER);
            findings.ratio(payload + " to Spring Boot, processor time", peer.cpuMicros(), ours.cpuMicros());
        }
        Map<String, List<Double>> bars = new LinkedHashMap<>();
        turns.forEach((door, all) -> bars.put(door, List.of(all.median())));
        findings.plot(Plot.bars(
                payload + "-rate",
                "Ingest, " + payload + ", as fast as it goes",
                "successes a second",
                List.of(payload),
                bars));
    }

    private void halfLoad(String payload, Callbacks callbacks, double rate) {
        Map<String, Map<Double, Double>> curves = new LinkedHashMap<>();
        for (Door door : doors) {
            if (!cold) {
                turn(door, load -> load.open(callbacks, rate, time).join());
            }
            Report report = turn(door, load -> load.open(callbacks, rate, time.multipliedBy(2))
                    .join());
            half.row(
                    payload,
                    door.name(),
                    report.successesPerSecond(),
                    report.latencies().millis(0.5),
                    report.latencies().millis(0.99),
                    report.latencies().millis(0.999),
                    report.latencies().millis(1),
                    report.all() - report.successes());
            curves.put(door.name(), report.latencies().curve());
            if (door.name().equals(Door.OURS)) {
                shedAtHalf += report.count(Answer.SHED);
                findings.under(
                        payload + ": p99 at half load, ms", report.latencies().millis(0.99), WANTED_P99_MILLIS);
            }
        }
        findings.plot(Plot.lines(
                payload + "-latency",
                String.format(Locale.ROOT, "Ingest, %s, at %,.0f a second", payload, rate),
                "one in so many takes longer",
                "ms",
                curves,
                Plot.Scale.LOG_LOG));
    }

    /** One load on one door; of ours the raw topic is asked afterwards whether it has what was answered. */
    private Report turn(Door door, Function<Load, Report> go) {
        filed.skip();
        try (Load load = new Load("127.0.0.1", door.port())) {
            Report report = go.apply(load);
            if (door.name().equals(Door.OURS)) {
                errors += report.count(Answer.OTHER) + report.count(Answer.CUT);
                lost += Math.max(0, report.successes() - filed.distinct());
            }
            return report;
        }
    }

    private static Turns turnsOf(Map<String, Turns> turns, Door door) {
        return turns.getOrDefault(door.name(), new Turns());
    }
}
