package io.waymark.normalizer;

import io.waymark.normalizer.redrive.RedriveClient;
import io.waymark.normalizer.redrive.RedriveOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The command {@code redrive}: once what killed them is mended, dead letters get another chance. */
final class RedriveCommand {

    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out where the outcome goes
     * @param err where complaints go
     */
    RedriveCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Does it, and gives the exit code.
     *
     * @param servers Kafka's bootstrap servers, unless the arguments name others
     */
    int run(List<String> arguments, String servers) {
        if (arguments.contains("--help")) {
            out.print(RedriveOptions.USAGE);
            return ReplayCommand.DONE;
        }
        try {
            RedriveOptions options = RedriveOptions.of(arguments, servers);
            try (RedriveClient client = new RedriveClient(options, settings(options))) {
                tell(options, client.run());
            }
            return ReplayCommand.DONE;
        } catch (IllegalArgumentException wrong) {
            err.println("redrive: " + wrong.getMessage());
            err.println("redrive --help tells how it is used");
            return ReplayCommand.MISUSED;
        } catch (RuntimeException failure) {
            err.println("redrive: " + failure);
            return ReplayCommand.FAILED;
        }
    }

    private void tell(RedriveOptions options, Map<String, Integer> reasons) {
        reasons.forEach((reason, count) -> out.printf("%6d  %s%n", count, reason));
        int all = reasons.values().stream().mapToInt(Integer::intValue).sum();
        out.printf("%d %s %s%n", all, options.dryRun() ? "would be put back into" : "put back into", options.topic());
    }

    private static Properties settings(RedriveOptions options) {
        Properties settings = new Properties();
        options.config().ifPresent(file -> load(settings, file));
        settings.put("bootstrap.servers", options.servers());
        return settings;
    }

    private static void load(Properties settings, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read", e);
        }
    }
}
