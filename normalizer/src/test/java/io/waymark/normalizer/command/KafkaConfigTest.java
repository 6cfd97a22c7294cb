package io.waymark.normalizer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConfigTest {

    private static final Map<String, String> OF_THE_SERVICE = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "elsewhere:9093",
            "KAFKA_SECURITY_PROTOCOL", "SSL",
            "KAFKA_SSL_KEYSTORE_LOCATION", "user.p12",
            "KAFKA_SSL_KEYSTORE_PASSWORD", "secret",
            "KAFKA_GROUP_ID", "waymark-normalizer",
            "KAFKA_STREAMS_CONSUMER_SESSION_TIMEOUT_MS", "6000",
            "PATH", "/bin");

    @TempDir
    Path directory;

    @Test
    void aCommandConnectsAsItsServiceDoesAndTakesNothingElseOver() {
        assertThat(KafkaConfig.of(OF_THE_SERVICE, "kafka:9093", Optional.empty()))
                .containsOnly(
                        Map.entry("bootstrap.servers", "kafka:9093"),
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("ssl.keystore.location", "user.p12"),
                        Map.entry("ssl.keystore.password", "secret"));
    }

    @Test
    void aFileWins() throws IOException {
        Path file = Files.writeString(directory.resolve("client.properties"), "security.protocol=SASL_SSL");

        assertThat(KafkaConfig.of(OF_THE_SERVICE, "kafka:9093", Optional.of(file)))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.keystore.location", "user.p12");
    }
}
