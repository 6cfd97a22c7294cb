package io.waymark.normalizer;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.Topics;
import io.waymark.normalizer.command.CommandFrame;
import io.waymark.normalizer.command.KafkaConfig;
import io.waymark.normalizer.replay.Replay;
import io.waymark.normalizer.replay.ReplayClient;
import io.waymark.normalizer.replay.ReplayOptions;
import io.waymark.normalizer.replay.ReplayReport;
import io.waymark.normalizer.replay.StoreComparison;
import io.waymark.normalizer.status.MeaningTable;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The command {@code replay}: what would another mapping change? With {@code --promote}: let it. */
final class ReplayCommand {

    private final CommandFrame frame;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out where the report goes
     * @param err where progress and complaints go
     */
    ReplayCommand(PrintStream out, PrintStream err) {
        this.frame = new CommandFrame("replay", ReplayOptions.USAGE, out, err);
        this.out = out;
        this.err = err;
    }

    /**
     * Does it, and gives the exit code.
     *
     * @param servers Kafka's bootstrap servers, unless the arguments name others
     */
    int run(List<String> arguments, String servers) {
        return frame.run(arguments, given -> run(ReplayOptions.of(given, servers)));
    }

    private void run(ReplayOptions options) {
        List<Mapping> mappings = options.mappings().map(MappingFiles::in).orElseGet(List::of);
        Properties kafka = KafkaConfig.of(System.getenv(), options.servers(), options.config());
        try (ReplayClient client = new ReplayClient(kafka, options.rate(), err)) {
            if (options.against().isPresent()) {
                compare(options, options.against().get(), client);
            } else {
                replay(options, mappings, client);
            }
        }
    }

    private void replay(ReplayOptions options, List<Mapping> mappings, ReplayClient client) {
        String store = store(options.application());
        List<Integer> partitions = partitions(store, client);
        MeaningTable now = inUse(options, client);
        MeaningTable then = now;
        for (Mapping mapping : mappings) {
            if (then.with(mapping) == then) {
                throw new IllegalArgumentException(mapping.provider().code() + ".csv: version " + mapping.version()
                        + " is not higher than that in use, " + now.version(mapping.provider()));
            }
            then = then.with(mapping);
        }
        ReplayReport report = new ReplayReport(options.examples());
        for (int partition : partitions) {
            Replay replay = new Replay(now, then);
            client.read(store, partition, replay::take);
            replay.report(report);
        }
        report.money(settlements(report, client));
        tell(options, report, now.versions(), then.versions(), client);
        if (options.promote()) {
            mappings.forEach(mapping -> promote(mapping, client));
        }
    }

    /** Holds the stores of two applications beside each other. */
    private void compare(ReplayOptions options, String against, ReplayClient client) {
        String live = store(options.application());
        String other = store(against);
        List<Integer> partitions = partitions(live, client);
        if (!partitions(other, client).equals(partitions)) {
            throw new IllegalArgumentException(other + " has other partitions than " + live);
        }
        ReplayReport report = new ReplayReport(options.examples());
        for (int partition : partitions) {
            StoreComparison comparison = new StoreComparison();
            client.read(live, partition, comparison::takeLive);
            client.read(other, partition, comparison::takeOther);
            comparison.report(report);
        }
        report.money(settlements(report, client));
        tell(options, report, options.application(), against, client);
    }

    private void tell(ReplayOptions options, ReplayReport report, String now, String then, ReplayClient client) {
        out.print(report.text(now, then));
        if (options.publish()) {
            client.publish(report.findings(now, then), Instant.now());
            out.println("published: the console shows it");
        }
    }

    private static String store(String application) {
        return application + "-" + NormalizerTopology.HISTORIES + "-changelog";
    }

    private static List<Integer> partitions(String store, ReplayClient client) {
        List<Integer> partitions = client.partitions(store);
        if (partitions.isEmpty()) {
            throw new IllegalStateException("no topic " + store + ": has the application ever run?");
        }
        return partitions;
    }

    /** What the live application goes by: the release's mappings, or newer ones that its store holds. */
    private static MeaningTable inUse(ReplayOptions options, ReplayClient client) {
        MeaningTable[] table = {MeaningTable.released()};
        String topic = options.application() + "-" + MappingsRepository.STORE + "-changelog";
        client.partitions(topic)
                .forEach(partition -> client.read(topic, partition, (key, value) -> {
                    for (ProviderId provider : ProviderId.values()) {
                        if (value != null && key.equals(MappingsRepository.MAPPING + provider.code())) {
                            table[0] = table[0].with(Mapping.of(provider, MappingsRepository.text(value)));
                        }
                    }
                }));
        return table[0];
    }

    private static Iterable<Settlement> settlements(ReplayReport report, ReplayClient client) {
        Map<String, Settlement> newest = new HashMap<>();
        JsonSerde<Settlement> values = JsonSerde.of(Settlement.class);
        String topic = Topics.SETTLEMENTS.name();
        client.partitions(topic)
                .forEach(partition -> client.read(topic, partition, (key, value) -> {
                    Settlement settlement = value == null ? null : values.read(value);
                    if (settlement != null && report.concerns(settlement.shipmentId())) {
                        newest.put(key, settlement);
                    } else {
                        newest.remove(key);
                    }
                }));
        return newest.values();
    }

    private void promote(Mapping mapping, ReplayClient client) {
        int partitions = client.promote(mapping, Instant.now());
        out.printf(
                "promoted %s %d: the live application looks at every shipment anew (%d partitions)%n",
                mapping.provider().code(), mapping.version(), partitions);
    }
}
