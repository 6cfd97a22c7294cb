package io.waymark.bench.ingest;

import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Table;
import io.waymark.bench.ingest.LoadConnection.Answer;
import io.waymark.bench.service.Backdrop;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What it costs webhook-ingest to seal what carriers say: the same service with master keys and without, side by side and in turns,
 * the first of which goes now to the one and now to the other. Sealed, a callback is two records.
 */
public final class SealingQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("rounds", "connections");

    private static final int PARTITIONS = 6;
    private static final double WANTED = 0.9;

    /** So much longer than a turn a door is warmed up before the first. */
    private static final int WARMER = 3;

    private final Findings findings;
    private final Door sealed;
    private final Door unsealed;
    private final Filed filed;
    private final Duration seconds;
    private final int rounds;
    private final int connections;
    private final Table table;
    private long lost;
    private long errors;

    private SealingQuestion(Options options, Findings findings, Door sealed, Door unsealed, Filed filed) {
        this.findings = findings;
        this.sealed = sealed;
        this.unsealed = unsealed;
        this.filed = filed;
        this.seconds = Duration.ofSeconds(options.seconds(10, 1));
        this.rounds = options.number("rounds", 8, 1);
        this.connections = options.number("connections", 64, 16);
        this.table = findings.table(
                "As fast as it goes, over " + connections + " connections",
                "payload",
                "door",
                "successes a second, median",
                "lowest to highest",
                "CPU µs a callback");
    }

    /** Answers it. */
    public static void measure(Options options, Findings findings) throws Exception {
        try (EmbeddedKafka kafka =
                EmbeddedKafka.start(KafkaOptions.temporary().withFurther(IngestQuestion.SHORT_LIVED))) {
            String servers = kafka.bootstrapServers();
            TopicSetup.createAll(servers, PARTITIONS, 1);
            try (Door sealed = Door.ours("sealed", servers, Backdrop.SEALING_KEY);
                    Door unsealed = Door.ours("unsealed", servers, Sealing.OFF_WORD);
                    Filed filed = new Filed(servers)) {
                new SealingQuestion(options, findings, sealed, unsealed, filed).run();
            }
        }
    }

    private void run() {
        measure("kuaidi100-4", new Callbacks("YT4", 4));
        measure("kuaidi100-40", new Callbacks("YT40", 40));
        findings.none("successes that are not in Kafka", lost);
        findings.none("answers that are neither success nor 503", errors);
    }

    private void measure(String payload, Callbacks callbacks) {
        Turns with = new Turns();
        Turns without = new Turns();
        turn(sealed, callbacks, new Turns(), seconds.multipliedBy(WARMER));
        turn(unsealed, callbacks, new Turns(), seconds.multipliedBy(WARMER));
        for (int round = 0; round < rounds; round++) {
            for (Door door : round % 2 == 0 ? List.of(sealed, unsealed) : List.of(unsealed, sealed)) {
                turn(door, callbacks, door == sealed ? with : without, seconds);
            }
        }
        table.row(payload, sealed.name(), with.median(), with.range(), with.cpuMicros());
        table.row(payload, unsealed.name(), without.median(), without.range(), without.cpuMicros());
        double share = findings.ratio(payload + " sealed to unsealed", with.median(), without.median());
        findings.atLeast(payload + ": share of the unsealed rate", share, WANTED);
        findings.ratio(payload + " sealed to unsealed, processor time", without.cpuMicros(), with.cpuMicros());
        filed.delete();
    }

    private void turn(Door door, Callbacks callbacks, Turns turns, Duration during) {
        filed.skip();
        double before = door.cpuSeconds().getAsDouble();
        try (Load load = new Load("127.0.0.1", door.port())) {
            Report report = load.closed(callbacks, connections, Integer.MAX_VALUE, during);
            turns.add(report, door.cpuSeconds().getAsDouble() - before);
            errors += report.count(Answer.OTHER) + report.count(Answer.CUT);
            lost += Math.max(0, report.successes() - filed.distinct());
        }
    }
}
