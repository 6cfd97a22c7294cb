package io.waymark.normalizer;

import io.waymark.normalizer.command.CommandFrame;
import io.waymark.normalizer.command.KafkaConfig;
import io.waymark.normalizer.redrive.RedriveClient;
import io.waymark.normalizer.redrive.RedriveOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** The command {@code redrive}: once what killed them is mended, dead letters get another chance. */
final class RedriveCommand {

    private final CommandFrame frame;

    /**
     * @param out where the outcome goes
     * @param err where complaints go
     */
    RedriveCommand(PrintStream out, PrintStream err) {
        this.frame = new CommandFrame("redrive", RedriveOptions.USAGE, out, err);
    }

    /**
     * Does it, and gives the exit code.
     *
     * @param servers Kafka's bootstrap servers, unless the arguments name others
     */
    int run(List<String> arguments, String servers) {
        return frame.run(arguments, given -> redrive(RedriveOptions.of(given, servers)));
    }

    private void redrive(RedriveOptions options) {
        try (RedriveClient client =
                new RedriveClient(options, KafkaConfig.of(System.getenv(), options.servers(), options.config()))) {
            tell(options, client.run());
        }
    }

    private void tell(RedriveOptions options, Map<String, Integer> reasons) {
        reasons.forEach((reason, count) -> frame.out().printf("%6d  %s%n", count, reason));
        int all = reasons.values().stream().mapToInt(Integer::intValue).sum();
        String what = options.dryRun() ? "would be put back into" : "put back into";
        frame.out().printf("%d %s %s%n", all, what, options.topic());
    }
}
