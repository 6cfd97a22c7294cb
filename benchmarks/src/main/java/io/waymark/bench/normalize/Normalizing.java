package io.waymark.bench.normalize;

import static io.waymark.contract.Topics.EVENTS;
import static io.waymark.contract.Topics.KEYS;
import static io.waymark.contract.Topics.LATEST;
import static io.waymark.contract.Topics.NORMALIZER_GROUP;
import static io.waymark.contract.Topics.RAW;

import io.waymark.bench.normalize.Backlog.Pace;
import io.waymark.bench.service.JavaProcess;
import io.waymark.bench.service.ServiceProcess;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sealing.Sealing;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Kafka in this JVM, and in turns the built normalizer and a topology that does nothing, each as a process of its own. */
final class Normalizing implements AutoCloseable {

    private static final int PARTITIONS = 6;
    private static final String PASSED = "bench.passed.v1";
    private static final String MASTER_KEY = "bench:YmVuY2gtbWFzdGVyLWtleS1vZi0zMi1ieXRlcy4uLi4=";

    /** Of the pushes that are worked off, the part before anything is measured. */
    private static final double WARMUP = 0.25;

    private final int shipments;
    private final Path states = Files.createTempDirectory("waymark-bench");
    private final EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
    private final Backlog backlog = new Backlog(kafka.bootstrapServers());
    private final Fill fill;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int written;
    private int sealed;

    Normalizing(int shipments, int nodes) throws IOException {
        this.shipments = shipments;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close)); // also when it is cut short
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
        this.fill = new Fill(kafka.bootstrapServers(), new Parcels(nodes));
        backlog.create(Fill.CHANGELOG, PARTITIONS, Fill.CHANGELOG_SETTINGS);
        backlog.create(PASSED, PARTITIONS, Map.of());
    }

    /**
     * What became of some pushes.
     *
     * @param pace of all but the first
     * @param residentBytes at their end
     * @param newScans that it counted since it was started
     * @param deadLetters the same
     * @param bytes by topic, that each push left there
     */
    record Normalized(Pace pace, long residentBytes, long newScans, long deadLetters, Map<String, Double> bytes) {}

    /** Writes the histories of all shipments; returns the bytes of one, as the codec has it. */
    double fillStore() {
        return fill.histories(shipments) / (double) shipments;
    }

    /** Writes so many pushes, each of another shipment and with one node that is new, sealed or plain. */
    void write(int pushes, boolean sealed) {
        fill.pushes(shipments, written, pushes, sealed ? Sealing.of(List.of(MASTER_KEY)) : Sealing.off());
        written += pushes;
        this.sealed += sealed ? pushes : 0;
    }

    /** Lets the normalizer work off all that was written, the last {@code pushes} of it for the first time. */
    Normalized normalize(int pushes) throws IOException, InterruptedException, ExecutionException {
        Map<String, Long> before = sizes();
        long done = backlog.committed(NORMALIZER_GROUP);
        try (ServiceProcess normalizer = normalizer()) {
            Pace pace = backlog.drained(NORMALIZER_GROUP, done, Math.round(WARMUP * pushes), pushes, normalizer);
            Map<String, Double> bytes = new TreeMap<>();
            sizes().forEach((topic, size) ->
                    bytes.put(topic, (size - before.getOrDefault(topic, 0L)) / (double) pushes));
            return new Normalized(
                    pace,
                    normalizer.residentBytes(),
                    Math.round(normalizer.sum("scans_new_total")),
                    Math.round(normalizer.sum("payloads_dead_lettered_total")),
                    bytes);
        }
    }

    /** Lets a topology that does nothing work off all that was written; measured are the last {@code pushes} of it. */
    Pace pass(String group, int pushes) throws IOException, InterruptedException, ExecutionException {
        List<String> arguments = List.of(
                "-cp",
                String.join(
                        System.getProperty("path.separator"),
                        Path.of("benchmarks", "target", "benchmarks.jar").toString(),
                        Path.of("normalizer", "target", "quarkus-app", "lib", "main", "*")
                                .toString()),
                PassThrough.class.getName(),
                kafka.bootstrapServers(),
                group,
                states.resolve(group).toString(),
                PASSED);
        try (JavaProcess process = new JavaProcess(Path.of("benchmarks", "target", "pass-through.log"), arguments)) {
            long warmup = written - Math.round((1 - WARMUP) * pushes);
            return backlog.drained(group, 0, warmup, written, process);
        }
    }

    /** The bytes that one shipment takes on the disk, while the normalizer does not run. */
    double storeBytes() throws IOException {
        return bytesOf("histories") / (double) shipments;
    }

    /** The bytes that one sealed record's key takes there; not a number if there was none. */
    double keyBytes() throws IOException {
        return bytesOf("keys") / (double) sealed;
    }

    private long bytesOf(String store) throws IOException {
        try (Stream<Path> files = Files.walk(states.resolve(NORMALIZER_GROUP))) {
            return files.filter(file -> file.toString().contains(File.separator + store + File.separator)
                            && Files.isRegularFile(file))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Settings of Kafka Streams that were given to this JVM are handed on, to try others. */
    private ServiceProcess normalizer() throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "quarkus.http.port",
                "0",
                "waymark.sealing.keys",
                MASTER_KEY,
                "waymark.normalizer.state-dir",
                states.toString()));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("kafka-streams."))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        return ServiceProcess.start("normalizer", settings);
    }

    private Map<String, Long> sizes() throws InterruptedException, ExecutionException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String topic : List.of(Fill.CHANGELOG, EVENTS.name(), LATEST.name(), RAW.name(), KEYS.name())) {
            sizes.put(topic, backlog.bytes(topic));
        }
        return sizes;
    }

    /** Once, also where the process is cut short. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        fill.close();
        backlog.close();
        kafka.close();
        try (Stream<Path> files = Files.walk(states)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
