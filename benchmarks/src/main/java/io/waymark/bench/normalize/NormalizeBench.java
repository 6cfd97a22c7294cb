package io.waymark.bench.normalize;

import static io.waymark.contract.Topics.EVENTS;
import static io.waymark.contract.Topics.LATEST;
import static io.waymark.contract.Topics.NORMALIZER_GROUP;
import static io.waymark.contract.Topics.RAW;

import io.waymark.bench.normalize.Backlog.Pace;
import io.waymark.bench.service.JavaProcess;
import io.waymark.bench.service.ServiceProcess;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sealing.Sealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Measures the built normalizer with a full store: how many pushes it works off in a second, each of a parcel of its own and with
 * one node that is new, beside a topology that only reads and writes the same records with the same settings; and what of
 * that lies in its store and its topics.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.normalize.NormalizeBench [shipments] [pushes] [nodes] [sealed]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class NormalizeBench implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final String PASSED = "bench.passed.v1";
    private static final String MASTER_KEY = "bench:YmVuY2gtbWFzdGVyLWtleS1vZi0zMi1ieXRlcy4uLi4=";

    private final int shipments;
    private final int pushes;
    private final Sealing sealing;
    private final Path states = Files.createTempDirectory("waymark-bench");
    private final EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
    private final Backlog backlog = new Backlog(kafka.bootstrapServers());
    private final Fill fill;
    private long drawn;

    private NormalizeBench(int shipments, int pushes, int nodes, boolean sealed) throws IOException {
        this.shipments = shipments;
        this.pushes = pushes;
        this.sealing = sealed ? Sealing.of(List.of(MASTER_KEY)) : Sealing.off();
        this.fill = new Fill(kafka.bootstrapServers(), new Parcels(nodes));
    }

    public static void main(String[] arguments) throws Exception {
        int shipments = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int pushes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
        int nodes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        boolean sealed = arguments.length > 3 && arguments[3].equals("sealed");
        try (NormalizeBench bench = new NormalizeBench(shipments, pushes, nodes, sealed)) {
            bench.run();
        }
        System.exit(0); // Kafka leaves threads behind
    }

    private void run() throws Exception {
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
        create(Fill.CHANGELOG, Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", "86400000"));
        create(PASSED, Map.of());
        long begun = System.nanoTime();
        long bytes = fill.histories(shipments);
        System.out.printf(
                "%,d shipments in %.0f s, %d bytes each%n", shipments, (System.nanoTime() - begun) / 1e9, bytes / shipments);
        write(pushes / 10);
        try (ServiceProcess normalizer = normalizer()) {
            Pace restored = backlog.drained(NORMALIZER_GROUP, 0, 0, pushes / 10, normalizer::isAlive);
            System.out.printf("restored and working after %.0f s%n", restored.beganAfter());
        }
        System.out.printf("store: %d bytes per shipment on disk%n", storeBytes() / shipments);
        write(pushes);
        passThrough("first");
        normalize();
        passThrough("second");
        System.out.printf("store: %d bytes per shipment on disk%n", storeBytes() / shipments);
    }

    private void normalize() throws Exception {
        Map<String, Long> before = sizes();
        try (ServiceProcess normalizer = normalizer()) {
            double cpu = normalizer.cpuSeconds();
            Pace pace = backlog.drained(
                    NORMALIZER_GROUP, pushes / 10, pushes / 4, pushes, normalizer::isAlive);
            System.out.printf(
                    "normalizer: %,.0f pushes/s (%.0f s), %.0f CPU s in all, %,d MiB resident; new scans %.0f, dead letters %.0f%n",
                    pace.perSecond(),
                    pace.seconds(),
                    normalizer.cpuSeconds() - cpu,
                    normalizer.residentBytes() >> 20,
                    normalizer.sum("scans_new_total"),
                    normalizer.sum("payloads_dead_lettered_total"));
        }
        sizes().forEach((topic, size) -> System.out.printf(
                "%s: %d bytes per push%n", topic, (size - before.getOrDefault(topic, 0L)) / pushes));
    }

    private void passThrough(String group) throws Exception {
        List<String> arguments = List.of(
                "-cp",
                "benchmarks/target/benchmarks.jar:normalizer/target/quarkus-app/lib/main/*",
                PassThrough.class.getName(),
                kafka.bootstrapServers(),
                group,
                states.resolve(group).toString(),
                PASSED);
        try (JavaProcess process = new JavaProcess(Path.of("benchmarks", "target", "pass-through.log"), arguments)) {
            long all = pushes + pushes / 10;
            Pace pace = backlog.drained(group, 0, all - pushes * 3L / 4, all, process::isAlive);
            System.out.printf("pass-through %s: %,.0f pushes/s (%.0f s)%n", group, pace.perSecond(), pace.seconds());
        }
    }

    private ServiceProcess normalizer() throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "quarkus.http.port", "0",
                "waymark.sealing.keys", sealing.isOn() ? MASTER_KEY : Sealing.OFF_WORD,
                "waymark.normalizer.state-dir", states.toString()));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("kafka-streams."))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        return ServiceProcess.start("normalizer", settings);
    }

    private void write(int number) {
        fill.pushes(shipments, Math.toIntExact(drawn), number, sealing);
        drawn += number;
    }

    private Map<String, Long> sizes() throws InterruptedException, ExecutionException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String topic : List.of(Fill.CHANGELOG, EVENTS.name(), LATEST.name(), RAW.name(), Topics.KEYS.name())) {
            sizes.put(topic, backlog.bytes(topic));
        }
        return sizes;
    }

    private long storeBytes() throws IOException {
        try (Stream<Path> files = Files.walk(states.resolve(NORMALIZER_GROUP))) {
            return files.filter(file -> file.toString().contains("histories") && Files.isRegularFile(file))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void create(String topic, Map<String, String> settings) throws InterruptedException, ExecutionException {
        backlog.admin()
                .createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1).configs(settings)))
                .all()
                .get();
    }

    @Override
    public void close() throws IOException {
        fill.close();
        backlog.close();
        kafka.close();
        try (Stream<Path> files = Files.walk(states)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
        }
    }
}
