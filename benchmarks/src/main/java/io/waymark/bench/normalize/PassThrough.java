package io.waymark.bench.normalize;

import static io.waymark.contract.Topics.RAW;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The limit: reads raw records with their serde, does nothing with them, and writes them with their serde, in Kafka's own
 * transactions and with all settings of the normalizer. Runs as a process of its own.
 *
 * <pre>PassThrough [bootstrap servers] [group] [directory] [topic to write to]</pre>
 */
final class PassThrough {

    private static final Path SETTINGS = Path.of("normalizer", "src", "main", "resources", "application.properties");
    private static final String PREFIX = "kafka-streams.";

    private PassThrough() {}

    public static void main(String[] arguments) throws IOException {
        Properties settings = ofTheNormalizer();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[1]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, arguments[2]);
        Topology topology = new Topology()
                .addSource("raw", RAW.keys().deserializer(), RAW.values().deserializer(), RAW.name())
                .addSink(
                        "out",
                        arguments[3],
                        RAW.keys().serializer(),
                        RAW.values().serializer(),
                        "raw");
        KafkaStreams streams = new KafkaStreams(topology, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    /** But for those that tell of stores and names. */
    private static Properties ofTheNormalizer() throws IOException {
        Properties all = new Properties();
        try (Reader file = Files.newBufferedReader(SETTINGS)) {
            all.load(file);
        }
        Properties settings = new Properties();
        all.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX) && !name.contains("rocksdb"))
                .filter(name -> !all.getProperty(name).contains("${"))
                .forEach(name -> settings.put(name.substring(PREFIX.length()), all.getProperty(name)));
        return settings;
    }
}
