package io.waymark.sandbox.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Topic<byte[], byte[]> TOPIC = Topics.RAW.deadLettersOf(Topics.NORMALIZER_GROUP);

    @Test
    void keepsRecordsOfAPersistentDirectoryOverARestart(@TempDir Path directory) {
        KafkaOptions options = KafkaOptions.temporary().withDirectory(directory);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(options)) {
            TopicSetup.createAll(kafka.bootstrapServers(), 2, 1);
            write(kafka, "first");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(options)) {
            TopicSetup.createAll(kafka.bootstrapServers(), 2, 1);
            write(kafka, "second");
            assertThat(readTwo(kafka)).containsExactlyInAnyOrder("first", "second");
        }
    }

    @Test
    void refusesARecordWhileTooFewReplicasAreInSync() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary().withBrokers(3))) {
            TopicSetup.createAll(kafka.bootstrapServers(), 1, 3);
            kafka.stopBroker(1);
            write(kafka, "two of three are enough");
            kafka.stopBroker(2);
            TopicWriter impatient = new TopicWriter(kafka.bootstrapServers(), Duration.ofSeconds(2));
            assertThatThrownBy(() -> impatient.write(TOPIC, null, new byte[] {1}))
                    .rootCause()
                    .isInstanceOf(TimeoutException.class);
            kafka.startBroker(1);
            write(kafka, "two again");
            assertThat(readTwo(kafka)).containsExactly("two of three are enough", "two again");
        }
    }

    @Test
    void takesTheLargestRecordAndItsHeaders() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary())) {
            TopicSetup.createAll(kafka.bootstrapServers(), 1, 1);
            byte[] large = new byte[Topic.MAX_RECORD_BYTES - 1024];
            new TopicWriter(kafka.bootstrapServers())
                    .write(TOPIC, null, large, new RecordHeader("ce_id", new byte[] {1}));

            List<ConsumerRecord<byte[], byte[]>> records =
                    new TopicReader(kafka.bootstrapServers()).readUntil(TOPIC, SOON, seen -> !seen.isEmpty());
            assertThat(records.get(0).value()).hasSize(large.length);
            assertThat(records.get(0).headers().lastHeader("ce_id").value()).containsExactly(1);
        }
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            KafkaOptions options = KafkaOptions.temporary().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedKafka.start(options))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    private static void write(EmbeddedKafka kafka, String text) {
        new TopicWriter(kafka.bootstrapServers()).write(TOPIC, null, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> readTwo(EmbeddedKafka kafka) {
        return new TopicReader(kafka.bootstrapServers())
                .readUntil(TOPIC, SOON, seen -> seen.size() == 2).stream()
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                        .toList();
    }
}
