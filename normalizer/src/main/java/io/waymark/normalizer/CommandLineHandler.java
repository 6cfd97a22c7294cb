package io.waymark.normalizer;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the jar does: without arguments it is the service; with {@code replay} or {@code redrive} it does that, without starting it. */
@QuarkusMain
public final class CommandLineHandler {

    private static final String DEFAULT_SERVERS = "localhost:19092";

    private CommandLineHandler() {}

    /** Ends the process with the command's exit code, or serves until it is told to stop. */
    public static void main(String... arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        String servers =
                Optional.ofNullable(System.getenv("KAFKA_BOOTSTRAP_SERVERS")).orElse(DEFAULT_SERVERS);
        if (command.equals("replay")) {
            System.exit(new ReplayCommand(System.out, System.err).run(options(arguments), servers));
        }
        if (command.equals("redrive")) {
            System.exit(new RedriveCommand(System.out, System.err).run(options(arguments), servers));
        }
        Quarkus.run(arguments);
    }

    private static List<String> options(String... arguments) {
        return Arrays.asList(arguments).subList(1, arguments.length);
    }
}
