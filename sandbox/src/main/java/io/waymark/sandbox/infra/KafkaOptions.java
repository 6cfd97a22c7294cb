package io.waymark.sandbox.infra;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedKafka} shall be.
 *
 * @param directory where it keeps its records, for one cluster size for ever; null: a temporary directory, deleted on
 *     close
 * @param port the first broker's port, the others and the controller take those that follow; 0: free ones
 * @param brokers 1, or up to 9 for tests of replication; internal topics then have three replicas at most, and two of
 *     them must be in sync
 * @param further settings of the servers that win over its own; listeners, by whatever setting, are added to its own, which
 *     takes a single broker
 */
public record KafkaOptions(@Nullable Path directory, int port, int brokers, Map<String, String> further) {

    /** One more than this would run into the controller's number. */
    private static final int MAX_BROKERS = 9;

    public KafkaOptions {
        if (port < 0 || port > 65_535 - MAX_BROKERS - 1) {
            throw new IllegalArgumentException("port");
        }
        if (brokers < 1 || brokers > MAX_BROKERS) {
            throw new IllegalArgumentException("brokers");
        }
        further = Map.copyOf(further);
    }

    /** One broker on a free port that forgets everything on close. */
    public static KafkaOptions temporary() {
        return new KafkaOptions(null, 0, 1, Map.of());
    }

    public KafkaOptions withDirectory(Path kept) {
        return new KafkaOptions(kept, port, brokers, further);
    }

    public KafkaOptions withPort(int fixed) {
        return new KafkaOptions(directory, fixed, brokers, further);
    }

    public KafkaOptions withBrokers(int count) {
        return new KafkaOptions(directory, port, count, further);
    }

    public KafkaOptions withFurther(Map<String, String> settings) {
        return new KafkaOptions(directory, port, brokers, settings);
    }
}
