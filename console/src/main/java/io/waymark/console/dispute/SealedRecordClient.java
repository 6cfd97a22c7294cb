package io.waymark.console.dispute;

import io.waymark.console.dispute.RawProof.Seal;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.sealing.SealException;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Opens sealed raw records with the keys that lie in {@code waymark.keys.v1}: in the partition of the same number, and about where the
 * clock was the same. Looks for all of one dispute pack together no longer than {@link #PATIENCE}.
 */
final class SealedRecordClient implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(200);

    /** Record and key are written at once; how much earlier the key's clock may be. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** So far behind it a key may lie, which came by the spool. */
    private static final int MOST_READ = 200_000;

    private static final int AT_ONCE = 2000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Sealing sealing;
    private final long deadline;

    /** @param settings of a consumer without a group that reads bytes */
    SealedRecordClient(Map<String, Object> settings, Sealing sealing) {
        Map<String, Object> further = new HashMap<>(settings);
        further.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        this.consumer = new KafkaConsumer<>(further);
        this.sealing = sealing;
        this.deadline = System.nanoTime() + PATIENCE.toNanos();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** What the record proves, opened if that can be. */
    RawProof proof(ConsumerRecord<byte[], byte[]> record, RawPayload raw) {
        String keyId = raw.keyId();
        if (keyId == null) {
            return RawProof.of(raw, raw.body(), Seal.NONE);
        }
        Lookup found = find(record, WrappedKey.topicKey(raw.shipmentId(), keyId));
        if (found.key == null) {
            return RawProof.of(raw, null, found.isWhole ? Seal.KEY_DESTROYED : Seal.UNREADABLE);
        }
        try {
            byte[] body = sealing.open(raw.body(), found.key, Sealing.context(raw.shipmentId(), keyId));
            return RawProof.of(raw, body, Seal.OPENED);
        } catch (SealException closed) {
            return RawProof.of(raw, null, Seal.UNREADABLE);
        }
    }

    /**
     * What became of a search.
     *
     * @param isWhole whether there is no other place where it could be
     */
    private record Lookup(@Nullable WrappedKey key, boolean isWhole) {

        static final Lookup DESTROYED = new Lookup(null, true);
        static final Lookup GIVEN_UP = new Lookup(null, false);
    }

    private Lookup find(ConsumerRecord<byte[], byte[]> record, String key) {
        TopicPartition partition = new TopicPartition(Topics.KEYS.name(), record.partition());
        Optional<OffsetAndTimestamp> first =
                Optional.ofNullable(consumer.offsetsForTimes(Map.of(partition, record.timestamp() - MARGIN.toMillis()))
                        .get(partition));
        if (first.isEmpty()) {
            return Lookup.DESTROYED;
        }
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.assign(List.of(partition));
        consumer.seek(partition, first.get().offset());
        byte[] wanted = Topics.KEYS.keys().serializer().serialize(Topics.KEYS.name(), key);
        int read = 0;
        while (consumer.position(partition) < end) {
            if (read > MOST_READ || System.nanoTime() > deadline) {
                return Lookup.GIVEN_UP;
            }
            for (ConsumerRecord<byte[], byte[]> one : consumer.poll(POLL).records(partition)) {
                read++;
                if (Arrays.equals(one.key(), wanted)) {
                    return one.value() == null ? Lookup.DESTROYED : read(one);
                }
            }
        }
        return Lookup.DESTROYED;
    }

    private static Lookup read(ConsumerRecord<byte[], byte[]> one) {
        try {
            return new Lookup(Topics.KEYS.values().deserializer().deserialize(one.topic(), one.value()), true);
        } catch (SerializationException unreadable) {
            return Lookup.GIVEN_UP;
        }
    }
}
