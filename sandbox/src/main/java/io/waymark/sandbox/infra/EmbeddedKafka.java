package io.waymark.sandbox.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.raft.DynamicVoters;
import org.jspecify.annotations.Nullable;

/**
 * Real Kafka in this JVM: one broker that is its own controller, or several brokers with a controller beside them. Of a
 * persistent directory the second start finds every record, topic and group of the first.
 *
 * <p>Listens on the loopback interface without encryption or authentication, and where its options name further
 * listeners, there too. Topics are never created by themselves: see {@link TopicSetup}.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int CONTROLLER_ID = 100;
    private static final int ATTEMPTS_ON_FREE_PORTS = 3;

    private final Path directory;
    private final boolean temporary;
    private final List<Integer> ports;
    private final List<KafkaNode> brokers;
    private final Optional<KafkaNode> controller;

    private EmbeddedKafka(Path directory, boolean temporary, List<Integer> ports, KafkaSettings settings) {
        this.directory = directory;
        this.temporary = temporary;
        this.ports = ports;
        this.brokers = IntStream.rangeClosed(1, ports.size())
                .mapToObj(id -> broker(id, settings))
                .toList();
        this.controller = ports.size() == 1 ? Optional.empty() : Optional.of(controller(settings));
    }

    /**
     * Starts it and waits until every broker is registered.
     *
     * @throws PortInUseException if a port that was asked for is taken; free ports are tried anew instead
     */
    public static EmbeddedKafka start(KafkaOptions options) {
        if (options.port() != 0) {
            return startOnce(options);
        }
        // A broker that cannot bind ends the process; a test's JVM has better things to do.
        Exit.setExitProcedure(EmbeddedKafka::giveUp);
        Exit.setHaltProcedure(EmbeddedKafka::giveUp);
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(options);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS_ON_FREE_PORTS) {
                    throw e;
                }
            }
        }
    }

    /** Addresses of all brokers, those that are stopped included, as clients want them. */
    public String bootstrapServers() {
        return String.join(
                ",", ports.stream().map(port -> Ports.HOST + ":" + port).toList());
    }

    /** Stops one broker as an operator would: it hands over what it leads. Does nothing if it is stopped. */
    public void stopBroker(int number) {
        brokers.get(number - 1).stop();
    }

    /** Starts a stopped broker on its old port with its old records. Does nothing if it runs. */
    public void startBroker(int number) {
        brokers.get(number - 1).start();
    }

    /** Stops everything, the controller last, since brokers take their leave of it. Repeating it does nothing. */
    @Override
    public void close() {
        brokers.parallelStream().forEach(KafkaNode::stop);
        controller.ifPresent(KafkaNode::stop);
        if (temporary && Files.exists(directory)) {
            Directories.delete(directory);
        }
    }

    private static EmbeddedKafka startOnce(KafkaOptions options) {
        @Nullable Path kept = options.directory();
        Path directory = kept == null ? Directories.temporary("waymark-kafka") : Directories.create(kept);
        List<Integer> ports = IntStream.range(0, options.brokers())
                .map(number -> options.port() == 0 ? Ports.free() : options.port() + number)
                .boxed()
                .toList();
        int controllerPort = controllerPort(directory, options);
        KafkaSettings settings = new KafkaSettings(options.brokers(), controllerPort, options.further());
        EmbeddedKafka kafka = new EmbeddedKafka(directory, kept == null, ports, settings);
        try {
            ports.forEach(Ports::requireFree);
            Ports.requireFree(controllerPort);
            kafka.formatAndStart(settings);
            return kafka;
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** The controller's port is part of its quorum's identity, so a directory keeps the one it began with. */
    private static int controllerPort(Path directory, KafkaOptions options) {
        Path file = directory.resolve("controller.port");
        try {
            if (Files.exists(file)) {
                return Integer.parseInt(Files.readString(file).strip());
            }
            int port = options.port() == 0 ? Ports.free() : options.port() + options.brokers();
            Files.writeString(file, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the controller's port in " + file, e);
        }
    }

    private void formatAndStart(KafkaSettings settings) {
        String clusterId = Uuid.randomUuid().toString();
        int voter = controller.map(KafkaNode::id).orElse(1);
        DynamicVoters voters =
                DynamicVoters.parse(voter + "@" + settings.controllerAddress() + ":" + Uuid.randomUuid());
        controller.ifPresent(node -> node.format(clusterId, voters));
        brokers.forEach(node -> node.format(clusterId, node.id() == voter ? voters : null));
        controller.ifPresent(KafkaNode::start);
        brokers.forEach(KafkaNode::start);
    }

    private KafkaNode broker(int id, KafkaSettings settings) {
        Path own = Directories.create(directory.resolve("broker-" + id));
        int port = ports.get(id - 1);
        return new KafkaNode(
                id, own, ports.size() == 1 ? settings.single(id, own, port) : settings.broker(id, own, port));
    }

    private KafkaNode controller(KafkaSettings settings) {
        Path own = Directories.create(directory.resolve("controller"));
        return new KafkaNode(CONTROLLER_ID, own, settings.controller(CONTROLLER_ID, own));
    }

    private static void giveUp(int status, @Nullable String message) {
        throw new IllegalStateException("Kafka gave up with status " + status + ": " + message);
    }
}
