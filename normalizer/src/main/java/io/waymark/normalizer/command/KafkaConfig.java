package io.waymark.normalizer.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** How a command connects to Kafka: as its service does. */
public final class KafkaConfig {

    private KafkaConfig() {}

    /**
     * The settings of Kafka's clients.
     *
     * @param environment in which those that the service has, e.g. {@code KAFKA_SECURITY_PROTOCOL}, are taken over, as far as
     *     they are about connections
     * @param config a file of further ones, e.g. {@code security.protocol}, which win; empty for none
     * @throws IllegalArgumentException if that cannot be read
     */
    public static Properties of(Map<String, String> environment, String servers, Optional<Path> config) {
        Properties settings = new Properties();
        for (String name : AdminClientConfig.configNames()) {
            String value = environment.get("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT));
            if (value != null) {
                settings.put(name, value);
            }
        }
        config.ifPresent(file -> load(settings, file));
        settings.put("bootstrap.servers", servers);
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
