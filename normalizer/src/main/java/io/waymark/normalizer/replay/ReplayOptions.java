package io.waymark.normalizer.replay;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command was told.
 *
 * @param mappings directory of the mappings to try; empty if another application is compared
 * @param against id of an application whose store is compared with the live one's; empty if mappings are tried
 * @param rate how many records are read in a second at most
 * @param examples how many shipments are named of each rule
 * @param promote whether the live application is told to go by them
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
        String servers,
        Optional<Path> config,
        String application) {

    /** What {@code --help} says. */
    public static final String USAGE =
            """
            usage: replay --mappings DIR | --against ID [--rate N] [--examples N] [--promote]
                          [--bootstrap-servers HOST:PORT] [--config FILE] [--application-id ID]

              --mappings DIR            try the mappings <provider>.csv in DIR, each of a higher version than the release's
              --against ID              compare with the store of another application, which ran under ID
              --rate N                  read at most N records in a second (default 5000)
              --examples N              name at most N shipments of each rule (default 5)
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
    public static ReplayOptions of(List<String> arguments, String servers) {
        ReplayOptions options = new ReplayOptions(
                Optional.empty(), Optional.empty(), 5000, 5, false, servers, Optional.empty(), "waymark-normalizer");
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            options = options.with(left.removeFirst(), left);
        }
        if (options.mappings.isPresent() == options.against.isPresent()) {
            throw new IllegalArgumentException("either --mappings or --against is to be given");
        }
        if (options.promote && options.against.isPresent()) {
            throw new IllegalArgumentException("only mappings can be promoted");
        }
        return options;
    }

    private ReplayOptions with(String name, Deque<String> left) {
        if (name.equals("--promote")) {
            return new ReplayOptions(mappings, against, rate, examples, true, servers, config, application);
        }
        String value = left.isEmpty() ? "" : left.removeFirst();
        if (value.isEmpty() || value.startsWith("--")) {
            throw new IllegalArgumentException(name + ": not understood, or without a value");
        }
        return switch (name) {
            case "--mappings" ->
                new ReplayOptions(
                        Optional.of(Path.of(value)), against, rate, examples, promote, servers, config, application);
            case "--against" ->
                new ReplayOptions(mappings, Optional.of(value), rate, examples, promote, servers, config, application);
            case "--rate" ->
                new ReplayOptions(
                        mappings, against, number(name, value), examples, promote, servers, config, application);
            case "--examples" ->
                new ReplayOptions(mappings, against, rate, number(name, value), promote, servers, config, application);
            case "--bootstrap-servers" ->
                new ReplayOptions(mappings, against, rate, examples, promote, value, config, application);
            case "--config" ->
                new ReplayOptions(
                        mappings, against, rate, examples, promote, servers, Optional.of(Path.of(value)), application);
            case "--application-id" ->
                new ReplayOptions(mappings, against, rate, examples, promote, servers, config, value);
            default -> throw new IllegalArgumentException(name + ": not understood");
        };
    }

    private static int number(String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new IllegalArgumentException(name + ": not a number above 0: " + value);
    }
}
