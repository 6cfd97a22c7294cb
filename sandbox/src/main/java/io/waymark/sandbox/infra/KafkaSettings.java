package io.waymark.sandbox.infra;

import static java.util.Map.entry;

import io.waymark.contract.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The broker's settings: what a production cluster would have, as small as one machine wants it.
 *
 * @param brokers how many there are; decides about replication
 * @param controllerPort where the controller listens
 * @param further settings that win, but for lists of listeners, which they lengthen
 */
record KafkaSettings(int brokers, int controllerPort, Map<String, String> further) {

    static final String CLIENT = "CLIENT";
    static final String CONTROLLER = "CONTROLLER";

    /** Room for keys, headers and batch framing beside the largest value. */
    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    private static final Set<String> OF_LISTENERS =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private static final int MAX_MESSAGE_BYTES = Topic.MAX_RECORD_BYTES + RECORD_OVERHEAD_BYTES;

    // spotless:off
    private static final Map<String, String> SAME_FOR_ALL = Map.ofEntries(
            entry("listener.security.protocol.map", CLIENT + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
            entry("inter.broker.listener.name", CLIENT),
            entry("controller.listener.names", CONTROLLER),
            entry("auto.create.topics.enable", "false"),
            entry("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES)),
            entry("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES)),
            entry("offsets.topic.num.partitions", "3"),
            entry("transaction.state.log.num.partitions", "3"),
            entry("group.initial.rebalance.delay.ms", "0"),
            // of readers of group.protocol=consumer, which do not say it themselves: what a killed one had waits so long
            entry("group.consumer.session.timeout.ms", "6000"),
            entry("group.consumer.min.session.timeout.ms", "6000"),
            entry("group.consumer.heartbeat.interval.ms", "1500"),
            entry("group.consumer.min.heartbeat.interval.ms", "1500"),
            entry("log.cleaner.dedupe.buffer.size", "2097152"), // the default, 128 MiB, is taken at once
            entry("broker.session.timeout.ms", "6000"), // after a kill the next start has to wait for it
            entry("num.network.threads", "2"),
            entry("num.io.threads", "4"),
            entry("background.threads", "2"));
    // spotless:on

    /** The only node of a cluster of one. */
    Map<String, String> single(int id, Path directory, int port) {
        String listeners = listener(CLIENT, port) + "," + listener(CONTROLLER, controllerPort);
        return node(id, directory, "broker,controller", listeners, listeners);
    }

    /** A node that keeps records and knows nothing of the quorum. */
    Map<String, String> broker(int id, Path directory, int port) {
        return node(id, directory, "broker", listener(CLIENT, port), listener(CLIENT, port));
    }

    /** A node that keeps the cluster's metadata and no records, so that any broker can be stopped. */
    Map<String, String> controller(int id, Path directory) {
        String listener = listener(CONTROLLER, controllerPort);
        return node(id, directory, "controller", listener, listener);
    }

    String controllerAddress() {
        return Ports.HOST + ":" + controllerPort;
    }

    private Map<String, String> node(int id, Path directory, String roles, String listeners, String advertised) {
        String replicas = Integer.toString(Math.min(brokers, 3));
        String inSync = brokers < 3 ? "1" : "2";
        Map<String, String> settings = new HashMap<>(SAME_FOR_ALL);
        settings.put("node.id", Integer.toString(id));
        settings.put("process.roles", roles);
        settings.put("log.dirs", directory.toString());
        settings.put("listeners", listeners);
        settings.put("advertised.listeners", advertised);
        settings.put("controller.quorum.bootstrap.servers", controllerAddress());
        settings.put("default.replication.factor", replicas);
        settings.put("offsets.topic.replication.factor", replicas);
        settings.put("transaction.state.log.replication.factor", replicas);
        settings.put("share.coordinator.state.topic.replication.factor", replicas);
        settings.put("min.insync.replicas", inSync);
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        further.forEach((name, value) ->
                settings.merge(name, value, (own, more) -> OF_LISTENERS.contains(name) ? own + "," + more : more));
        return Map.copyOf(settings);
    }

    private static String listener(String name, int port) {
        return name + "://" + Ports.HOST + ":" + port;
    }
}
