package com.example.parcels;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What is set from outside, each an environment variable.
 *
 * @param kafka of the consumer: {@code KAFKA} (default {@code localhost:19092}), {@code GROUP} (default {@code
 *     parcels-reader-table}), and what a file named by {@code KAFKA_PROPERTIES} adds, such as TLS and SASL
 * @param database JDBC URL with user and password, {@code DATABASE}
 * @param from where events are read from if the table has none yet: {@code FROM}, see {@link From}
 */
record Settings(Properties kafka, String database, From from) {

    static Settings of(Map<String, String> environment) throws IOException {
        return new Settings(
                kafka(environment),
                environment.getOrDefault(
                        "DATABASE", "jdbc:postgresql://localhost:15432/waymark?user=waymark&password=waymark"),
                From.parse(environment.getOrDefault("FROM", "earliest")));
    }

    private static Properties kafka(Map<String, String> environment) throws IOException {
        Properties kafka = new Properties();
        kafka.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, environment.getOrDefault("KAFKA", "localhost:19092"));
        kafka.put(ConsumerConfig.GROUP_ID_CONFIG, environment.getOrDefault("GROUP", "parcels-reader-table"));
        String file = environment.get("KAFKA_PROPERTIES");
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                kafka.load(reader);
            }
        }
        kafka.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer"); // KIP-848: rebalances do not stop the world
        kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"); // Waymark writes in transactions
        kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return kafka;
    }
}
