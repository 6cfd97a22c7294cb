package io.waymark.normalizer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the jar does: without arguments it is the service; with {@code replay} it does that, without starting it. */
@QuarkusMain
public final class CommandLineHandler {

    private static final String DEFAULT_SERVERS = "localhost:19092";

    private CommandLineHandler() {}

    /** Ends the process with the command's exit code, or serves until it is told to stop. */
    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("replay")) {
            List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
            String servers = Optional.ofNullable(System.getenv("KAFKA_BOOTSTRAP_SERVERS")).orElse(DEFAULT_SERVERS);
            System.exit(new ReplayCommand(System.out, System.err).run(options, servers));
        }
        Quarkus.run(arguments);
    }
}
