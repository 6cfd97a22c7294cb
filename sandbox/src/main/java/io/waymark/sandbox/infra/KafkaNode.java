package io.waymark.sandbox.infra;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One server of an embedded cluster: a broker, a controller, or both. Can be stopped and started again. */
final class KafkaNode {

    private final int id;
    private final Path directory;
    private final Map<String, String> settings;
    private @Nullable KafkaRaftServer server;

    KafkaNode(int id, Path directory, Map<String, String> settings) {
        this.id = id;
        this.directory = directory;
        this.settings = settings;
    }

    int id() {
        return id;
    }

    /**
     * Writes what a log directory must hold before its first start; a directory that has it is left alone.
     *
     * @param voters the first controllers; null for a node that is none
     */
    void format(String clusterId, @Nullable DynamicVoters voters) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(id)
                .setClusterId(clusterId)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(KafkaSettings.CONTROLLER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setHasDynamicQuorum(true) // without it: "Voter set not expected when the kraft.version is 0"
                .setIgnoreFormatted(true);
        if (voters != null) {
            formatter.setInitialControllers(voters);
        }
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory, e);
        }
    }

    synchronized void start() {
        if (server == null) {
            server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
        }
    }

    /** Hands its partitions over, then stops. Does nothing if it does not run. */
    synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }
}
