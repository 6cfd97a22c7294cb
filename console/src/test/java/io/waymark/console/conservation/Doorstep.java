package io.waymark.console.conservation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.HourAccount;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;

/** What the door and the normalizer write about one provider and one hour. */
record Doorstep(String provider, Instant hour) {

    private static final TopicWriter WRITER = new TopicWriter(SharedKafka.bootstrapServers());

    /** The accounts as somebody writes them who knows nothing of accounts. */
    private static final Topic<String, byte[]> ACCOUNTS =
            new Topic<>(Topics.ACCOUNTS.name(), Serdes.String(), Serdes.ByteArray(), Optional.empty());

    /** Raw records of the provider; returns the offset after the last. */
    long accepts(int partition, int count) {
        byte[] raw = "{\"id\": \"x\", \"provider\": \"%s\", \"body\": \"5L2g5aW9\"}"
                .formatted(provider)
                .getBytes(UTF_8);
        return IntStream.range(0, count)
                        .mapToLong(i -> write(Topics.RAW, partition, raw))
                        .max()
                        .orElseThrow()
                + 1;
    }

    /** A record of that topic, received within the hour; returns its offset. */
    long write(Topic<?, ?> topic, int partition, byte[] value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", SharedKafka.bootstrapServers(), "acks", "all");
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
            long received = hour.plusSeconds(59 * 60).toEpochMilli();
            return producer.send(new ProducerRecord<>(topic.name(), partition, received, null, value))
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the normalizer says: each record had three scans, and of those that of the first was new. */
    void isTold(int partition, long normalized, long deadLettered, long position) {
        isTold(partition, normalized, deadLettered, position, 0);
    }

    /** The same, and that some wait for their keys. */
    void isTold(int partition, long normalized, long deadLettered, long position, long waiting) {
        HourAccount account = new HourAccount(
                partition,
                provider,
                hour,
                normalized,
                deadLettered,
                3 * normalized,
                normalized,
                2 * normalized,
                position,
                waiting);
        WRITER.write(Topics.ACCOUNTS, account.key(), account);
    }

    /** Accounts that nobody can use. */
    void isToldNonsense(int partition) {
        String key = new HourAccount(partition, provider, hour, 0, 0, 0, 0, 0, 0, 0).key();
        for (String nonsense : List.of("{not json 13812341234", "null", "{\"partition\": 0}")) {
            WRITER.write(ACCOUNTS, key, nonsense.getBytes(UTF_8));
        }
    }

    /** Of this provider in this hour. */
    String balances() {
        return "/v1/conservation?provider=" + provider + "&from=" + hour + "&to=" + hour.plusSeconds(1);
    }
}
