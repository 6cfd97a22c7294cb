package io.waymark.normalizer.replay;

import io.waymark.contract.Topics;
import io.waymark.normalizer.command.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command was told.
 *
 * @param mappings directory of the mappings to try; empty if another application is compared
 * @param against id of an application whose store is compared with the live one's; empty if mappings are tried
 * @param rate how many records are read in a second at most
 * @param examples how many shipments are named of each rule
 * @param promote whether the live application is told to go by them
 * @param publish whether the console is told the report
 * @param servers Kafka's bootstrap servers
 * @param config file of further settings of Kafka's clients; empty for none
 * @param application id of the live application, from which its store's topics have their names
 */
public record ReplayOptions(
        Optional<Path> mappings,
        Optional<String> against,
        int rate,
        int examples,
        boolean promote,
        boolean publish,
        String servers,
        Optional<Path> config,
        String application) {

    private static final String PROMOTE = "--promote";
    private static final String PUBLISH = "--publish";
    private static final String MAPPINGS = "--mappings";
    private static final String AGAINST = "--against";
    private static final String RATE = "--rate";
    private static final String EXAMPLES = "--examples";
    private static final String SERVERS = "--bootstrap-servers";
    private static final String CONFIG = "--config";
    private static final String APPLICATION = "--application-id";
    private static final Set<String> WITH_A_VALUE =
            Set.of(MAPPINGS, AGAINST, RATE, EXAMPLES, SERVERS, CONFIG, APPLICATION);

    /** What {@code --help} says. */
    public static final String USAGE =
            """
            usage: replay --mappings DIR | --against ID [--rate N] [--examples N] [--publish] [--promote]
                          [--bootstrap-servers HOST:PORT] [--config FILE] [--application-id ID]

              --mappings DIR            try the mappings <provider>.csv in DIR, each of a higher version than the release's
              --against ID              compare with the store of another application, which ran under ID
              --rate N                  read at most N records in a second (default 5000)
              --examples N              name at most N shipments of each rule (default 5)
              --publish                 show the report in the console too
              --promote                 then have the live application go by them
              --bootstrap-servers H:P   Kafka (default: KAFKA_BOOTSTRAP_SERVERS, else localhost:19092)
              --config FILE             further settings of Kafka's clients, e.g. security.protocol
              --application-id ID       of the live application (default waymark-normalizer)

            exit code: 0 done, 1 could not be done, 2 wrong arguments or a mapping that is not right
            """;

    /**
     * Reads the arguments that follow {@code replay}.
     *
     * @param servers to be used if the arguments name none
     * @throws IllegalArgumentException if one is not understood
     */
    public static ReplayOptions of(List<String> given, String servers) {
        Arguments arguments = Arguments.of(given, Set.of(PROMOTE, PUBLISH), WITH_A_VALUE);
        ReplayOptions options = new ReplayOptions(
                arguments.value(MAPPINGS).map(Path::of),
                arguments.value(AGAINST),
                arguments.number(RATE, 1, Integer.MAX_VALUE).map(Long::intValue).orElse(5000),
                arguments
                        .number(EXAMPLES, 1, Integer.MAX_VALUE)
                        .map(Long::intValue)
                        .orElse(5),
                arguments.has(PROMOTE),
                arguments.has(PUBLISH),
                arguments.value(SERVERS).orElse(servers),
                arguments.value(CONFIG).map(Path::of),
                arguments.value(APPLICATION).orElse(Topics.NORMALIZER_GROUP));
        if (options.mappings.isPresent() == options.against.isPresent()) {
            throw new IllegalArgumentException("either --mappings or --against is to be given");
        }
        if (options.promote && options.against.isPresent()) {
            throw new IllegalArgumentException("only mappings can be promoted");
        }
        return options;
    }
}
