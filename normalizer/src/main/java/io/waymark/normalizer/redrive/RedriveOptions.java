package io.waymark.normalizer.redrive;

import io.waymark.contract.Topics;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the command was told.
 *
 * @param topic whose dead letters are put back
 * @param fromOffset where to begin in every partition; empty to go on where the last run ended
 * @param dryRun whether to count only
 * @param servers Kafka's bootstrap servers
 * @param config file of further settings of Kafka's clients; empty for none
 */
public record RedriveOptions(
        String topic, OptionalLong fromOffset, boolean dryRun, String servers, Optional<Path> config) {

    /** What {@code --help} says. */
    public static final String USAGE =
            """
            usage: redrive [--topic TOPIC] [--from-offset N] [--dry-run]
                           [--bootstrap-servers HOST:PORT] [--config FILE]

            Puts the dead letters of the normalizer back into the topic they came from, those that no earlier run has
            put back. A record that is put back twice counts once.

              --topic TOPIC             waymark.raw.v1 (default), waymark.shipments.v1, waymark.commands.v1 or
                                        waymark.forwards.v1
              --from-offset N           begin at offset N of every partition, also with what was put back before
              --dry-run                 tell what would be put back, and why it is there
              --bootstrap-servers H:P   Kafka (default: KAFKA_BOOTSTRAP_SERVERS, else localhost:19092)
              --config FILE             further settings of Kafka's clients, e.g. security.protocol

            exit code: 0 done, 1 could not be done, 2 wrong arguments
            """;

    private static final Set<String> SOURCES =
            Set.of(Topics.RAW.name(), Topics.SHIPMENTS.name(), Topics.COMMANDS.name(), Topics.FORWARDS.name());

    /**
     * Reads the arguments that follow {@code redrive}.
     *
     * @param servers to be used if the arguments name none
     * @throws IllegalArgumentException if one is not understood
     */
    public static RedriveOptions of(List<String> arguments, String servers) {
        RedriveOptions options =
                new RedriveOptions(Topics.RAW.name(), OptionalLong.empty(), false, servers, Optional.empty());
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            options = options.with(left.removeFirst(), left);
        }
        return options;
    }

    private RedriveOptions with(String name, Deque<String> left) {
        return switch (name) {
            case "--topic" -> new RedriveOptions(source(value(name, left)), fromOffset, dryRun, servers, config);
            case "--from-offset" ->
                new RedriveOptions(topic, OptionalLong.of(offset(value(name, left))), dryRun, servers, config);
            case "--dry-run" -> new RedriveOptions(topic, fromOffset, true, servers, config);
            case "--bootstrap-servers" -> new RedriveOptions(topic, fromOffset, dryRun, value(name, left), config);
            case "--config" ->
                new RedriveOptions(topic, fromOffset, dryRun, servers, Optional.of(Path.of(value(name, left))));
            default -> throw new IllegalArgumentException(name + " is not known");
        };
    }

    private static String value(String name, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return left.removeFirst();
    }

    private static String source(String topic) {
        if (!SOURCES.contains(topic)) {
            throw new IllegalArgumentException(topic + " is no topic that the normalizer reads");
        }
        return topic;
    }

    private static long offset(String text) {
        try {
            long offset = Long.parseLong(text);
            if (offset >= 0) {
                return offset;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException("--from-offset needs a number from 0");
    }
}
