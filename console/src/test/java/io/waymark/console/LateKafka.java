package io.waymark.console;

import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A broker whose address is known before it is there. It may leave, and come back with its records. */
final class LateKafka implements AutoCloseable {

    private static final int PARTITIONS = 6;

    /** Below the ports that systems give to outgoing connections, so that nobody gets it by chance. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 32_000;

    private final int port = freePort();
    private @Nullable EmbeddedKafka kafka;

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Returns when all topics are there. Does nothing if it runs. */
    void come() {
        if (kafka == null) {
            kafka = EmbeddedKafka.start(KafkaOptions.temporary().withPort(port));
            TopicSetup.createAll(bootstrapServers(), PARTITIONS, 1);
        } else {
            kafka.startBroker(1);
        }
    }

    /** Does nothing if it is not there. */
    void leave() {
        if (kafka != null) {
            kafka.stopBroker(1);
        }
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
    }

    /** With the next one, which the controller takes. */
    private static int freePort() {
        int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
        return isFree(port) && isFree(port + 1) ? port : freePort();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
