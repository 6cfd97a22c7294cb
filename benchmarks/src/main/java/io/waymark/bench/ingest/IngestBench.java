package io.waymark.bench.ingest;

import io.waymark.bench.SamplePush;
import io.waymark.bench.service.Backdrop;
import io.waymark.bench.service.JavaProcess;
import io.waymark.bench.service.ServiceProcess;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the built webhook-ingest from outside: throughput and latency with Kafka and without, beside the limits of the
 * machine, and what it does under more load than it can take.
 *
 * <pre>
 *   java -cp benchmarks/target/benchmarks.jar io.waymark.bench.ingest.IngestBench [--seconds N] [--nodes N]
 *   java -cp benchmarks/target/benchmarks.jar io.waymark.bench.ingest.IngestBench --outage CALLBACKS [--nodes N]
 * </pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class IngestBench implements AutoCloseable {

    private static final Path TARGET = Path.of("benchmarks", "target");
    private static final int PARTITIONS = 6;
    private static final int CONNECTIONS = 64;
    private static final int WITHOUT_END = Integer.MAX_VALUE;
    private static final double EVERYDAY = 200;
    private static final double AN_IDLE_SENDER = 20;

    private final Path spool = emptied(TARGET.resolve("spool"));
    private final EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
    private final int port = JavaProcess.freePort();
    private final ServiceProcess ingest;
    private final Duration seconds;
    private final int nodes;

    private IngestBench(int seconds, int nodes) throws IOException, InterruptedException {
        this.seconds = Duration.ofSeconds(seconds);
        this.nodes = nodes;
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
        ingest = ServiceProcess.start(
                "webhook-ingest",
                Map.of(
                        "kafka.bootstrap.servers",
                        kafka.bootstrapServers(),
                        "waymark.kuaidi100.master-secrets",
                        SamplePush.MASTER_SECRET,
                        "waymark.sealing.keys",
                        Backdrop.SEALING_KEY,
                        "waymark.ingest.spool.dir",
                        spool.toAbsolutePath().toString(),
                        "waymark.ingest.spool.max-bytes",
                        "40G",
                        "quarkus.http.port",
                        Integer.toString(port)));
        ingest.awaitReady();
    }

    public static void main(String[] arguments) {
        int status = 1;
        try {
            run(arguments);
            status = 0;
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            System.exit(status); // Kafka leaves threads behind
        }
    }

    private static void run(String[] arguments) throws Exception {
        int outage = option(arguments, "--outage", 0);
        try (IngestBench bench = new IngestBench(
                option(arguments, "--seconds", 15), option(arguments, "--nodes", outage > 0 ? 4 : 40))) {
            if (outage > 0) {
                bench.outage(outage);
            } else {
                bench.measure();
            }
        }
    }

    private void measure() throws IOException, InterruptedException {
        Callbacks callbacks = new Callbacks("YT1", nodes);
        System.out.printf("callbacks of %d nodes, %,d bytes; %d connections%n", nodes, callbacks.bytes(), CONNECTIONS);
        try (Load load = new Load("127.0.0.1", port);
                Load other = new Load("127.0.0.2", port)) {
            say("warm-up", load.closed(callbacks, CONNECTIONS, WITHOUT_END, seconds.multipliedBy(3)));
            Report full = load.closed(callbacks, CONNECTIONS, WITHOUT_END, seconds);
            say("with Kafka, as fast as it goes", full);
            say("with Kafka, 200/s", load.open(callbacks, EVERYDAY, seconds).join());
            load.open(callbacks, full.successesPerSecond() / 2, seconds).join(); // warms up the sender at a rate
            overload(callbacks, load, other, full.successesPerSecond());
            withoutKafka(callbacks, load);
        }
        limit("limit with Kafka: bare handler, same producer", callbacks, kafka.bootstrapServers());
        Path synced = TARGET.resolve("synced");
        limit("limit without: bare handler, fsynced file", callbacks, "file:" + synced);
        Files.delete(synced);
    }

    private void overload(Callbacks callbacks, Load load, Load other, double capacity)
            throws IOException, InterruptedException {
        Callbacks others = new Callbacks("YT2", nodes);
        for (double times : List.of(0.5, 1.0, 3.0)) {
            CompletableFuture<Report> few = other.open(others, AN_IDLE_SENDER, seconds);
            double accepted = accepted();
            double inTime = acceptedInTime();
            say(
                    times + " x as fast as it goes",
                    load.open(callbacks, times * capacity, seconds).join());
            System.out.printf(
                    "  of the successes within 50 ms by the service's own clock: %.1f %%%n",
                    100 * (acceptedInTime() - inTime) / (accepted() - accepted));
            if (times > 1) {
                Report after = load.open(callbacks, capacity / 2, seconds).join();
                say("0.5 x right after it", after);
                System.out.printf("  last trouble %d ms after the load fell%n", after.lastTroubleMillis());
            }
            say("  meanwhile another sender, 20/s", few.join());
        }
    }

    private double accepted() throws IOException, InterruptedException {
        return ingest.sum("callback_seconds_count", "outcome=\"accepted\"");
    }

    private double acceptedInTime() throws IOException, InterruptedException {
        return ingest.sum("callback_seconds_bucket", "outcome=\"accepted\"", "le=\"0.05\"");
    }

    private void withoutKafka(Callbacks callbacks, Load load) throws IOException, InterruptedException {
        CompletableFuture<Report> everyday = load.open(callbacks, EVERYDAY, seconds.multipliedBy(2));
        TimeUnit.MILLISECONDS.sleep(seconds.toMillis() / 3);
        kafka.stopBroker(1);
        say("Kafka stopped meanwhile, 200/s", everyday.join());
        say("without Kafka, as fast as it goes", load.closed(callbacks, CONNECTIONS, WITHOUT_END, seconds));
        CompletableFuture<Report> draining = load.open(callbacks, EVERYDAY, seconds.multipliedBy(2));
        drain();
        say("Kafka started meanwhile, 200/s", draining.join());
    }

    private void outage(int count) throws IOException, InterruptedException {
        Callbacks callbacks = new Callbacks("YT3", nodes);
        System.out.printf("%,d callbacks of %d nodes, %,d bytes%n", count, nodes, callbacks.bytes());
        try (Load load = new Load("127.0.0.1", port)) {
            say("warm-up", load.closed(new Callbacks("YT1", nodes), CONNECTIONS, WITHOUT_END, seconds));
            kafka.stopBroker(1);
            say("Kafka stopped", load.closed(callbacks, CONNECTIONS, count / CONNECTIONS, Duration.ofDays(1)));
            drain();
        }
        System.out.println(RawTopic.read(kafka.bootstrapServers(), callbacks.shipments()));
    }

    private void drain() throws IOException, InterruptedException {
        double spooled = waiting();
        System.out.printf("in the spool: %,.0f records, %,.0f bytes%n", spooled, ingest.sum("spool_bytes"));
        kafka.startBroker(1);
        long begun = System.nanoTime();
        while (waiting() > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double took = (System.nanoTime() - begun) / 1e9;
        System.out.printf("drained in %.1f s from when Kafka was back: %,.0f records/s%n", took, spooled / took);
    }

    private double waiting() throws IOException, InterruptedException {
        return ingest.sum("spool_records") + ingest.sum("spool_held_records");
    }

    private void limit(String name, Callbacks callbacks, String where) throws IOException, InterruptedException {
        int bare = JavaProcess.freePort();
        List<String> door = List.of(
                "-cp", System.getProperty("java.class.path"), BareDoor.class.getName(), Integer.toString(bare), where);
        try (JavaProcess process = new JavaProcess(TARGET.resolve("bare-door.log"), door);
                Load load = new Load("127.0.0.1", bare)) {
            while (process.isAlive() && load.closed(callbacks, 1, 1, seconds).successesPerSecond() < 1) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            load.closed(callbacks, CONNECTIONS, WITHOUT_END, seconds);
            say(name, load.closed(callbacks, CONNECTIONS, WITHOUT_END, seconds));
        }
    }

    private static void say(String name, Report report) {
        System.out.printf("%s: %s%n", name, report);
    }

    private static int option(String[] arguments, String name, int byDefault) {
        int place = Arrays.asList(arguments).indexOf(name);
        return place < 0 ? byDefault : Integer.parseInt(arguments[place + 1]);
    }

    private static Path emptied(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(directory);
    }

    @Override
    public void close() {
        ingest.close();
        kafka.close();
    }
}
