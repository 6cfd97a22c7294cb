package io.waymark.normalizer.replay;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command was told.
 *
 * @param mappings directory of the mappings to try
 * @param rate how many records are read in a second at most
 * @param examples how many shipments are named of each rule
 * @param promote whether the live application is told to go by them
 * @param servers Kafka's bootstrap servers
 * @param config file of further settings of Kafka's clients; empty for none
 * @param application id of the live application, from which its store's topics have their names
 */
public record ReplayOptions(
        Path mappings,
        int rate,
        int examples,
        boolean promote,
        String servers,
        Optional<Path> config,
        String application) {

    /** What {@code --help} says. */
    public static final String USAGE =
            """
            usage: replay --mappings DIR [--rate N] [--examples N] [--promote]
                          [--bootstrap-servers HOST:PORT] [--config FILE] [--application-id ID]

              --mappings DIR            try the mappings <provider>.csv in DIR, each of a higher version than the release's
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
        ReplayOptions options =
                new ReplayOptions(Path.of(""), 5000, 5, false, servers, Optional.empty(), "waymark-normalizer");
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            options = options.with(left.removeFirst(), left);
        }
        if (options.mappings.toString().isEmpty()) {
            throw new IllegalArgumentException("--mappings is missing");
        }
        return options;
    }

    private ReplayOptions with(String name, Deque<String> left) {
        if (name.equals("--promote")) {
            return new ReplayOptions(mappings, rate, examples, true, servers, config, application);
        }
        String value = left.isEmpty() ? "" : left.removeFirst();
        if (value.isEmpty() || value.startsWith("--")) {
            throw new IllegalArgumentException(name + ": not understood, or without a value");
        }
        return switch (name) {
            case "--mappings" ->
                new ReplayOptions(Path.of(value), rate, examples, promote, servers, config, application);
            case "--rate" ->
                new ReplayOptions(mappings, number(name, value), examples, promote, servers, config, application);
            case "--examples" ->
                new ReplayOptions(mappings, rate, number(name, value), promote, servers, config, application);
            case "--bootstrap-servers" ->
                new ReplayOptions(mappings, rate, examples, promote, value, config, application);
            case "--config" ->
                new ReplayOptions(mappings, rate, examples, promote, servers, Optional.of(Path.of(value)), application);
            case "--application-id" -> new ReplayOptions(mappings, rate, examples, promote, servers, config, value);
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
