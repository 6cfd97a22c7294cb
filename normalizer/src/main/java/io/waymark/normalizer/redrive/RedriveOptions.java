package io.waymark.normalizer.redrive;

import io.waymark.contract.Topics;
import io.waymark.normalizer.command.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command was told.
 *
 * @param topic whose dead letters are put back
 * @param fromOffset where to begin in every partition, what lies before being given up; empty to go on where the last run ended
 * @param dryRun whether to count only
 * @param servers Kafka's bootstrap servers
 * @param config file of further settings of Kafka's clients; empty for none
 */
public record RedriveOptions(
        String topic, Optional<Long> fromOffset, boolean dryRun, String servers, Optional<Path> config) {

    private static final String TOPIC = "--topic";
    private static final String FROM_OFFSET = "--from-offset";
    private static final String DRY_RUN = "--dry-run";
    private static final String SERVERS = "--bootstrap-servers";
    private static final String CONFIG = "--config";

    /** What {@code --help} says. */
    public static final String USAGE =
            """
            usage: redrive [--topic TOPIC] [--from-offset N] [--dry-run]
                           [--bootstrap-servers HOST:PORT] [--config FILE]

            Puts the dead letters of the normalizer back into the topic they came from, those that no earlier run has
            put back. A record that is put back twice counts once.

              --topic TOPIC             waymark.raw.v1 (default), waymark.shipments.v1, waymark.commands.v1 or
                                        waymark.forwards.v1
              --from-offset N           begin at offset N of every partition, also with what was put back before; what lies
                                        before N counts as put back from then on
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
    public static RedriveOptions of(List<String> given, String servers) {
        Arguments arguments = Arguments.of(given, Set.of(DRY_RUN), Set.of(TOPIC, FROM_OFFSET, SERVERS, CONFIG));
        return new RedriveOptions(
                arguments.value(TOPIC).map(RedriveOptions::source).orElse(Topics.RAW.name()),
                arguments.number(FROM_OFFSET, 0, Long.MAX_VALUE),
                arguments.has(DRY_RUN),
                arguments.value(SERVERS).orElse(servers),
                arguments.value(CONFIG).map(Path::of));
    }

    private static String source(String topic) {
        if (!SOURCES.contains(topic)) {
            throw new IllegalArgumentException(topic + " is no topic that the normalizer reads");
        }
        return topic;
    }
}
