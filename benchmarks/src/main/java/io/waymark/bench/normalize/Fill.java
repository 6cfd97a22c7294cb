package io.waymark.bench.normalize;

import io.waymark.bench.NormalizerStep;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentPartitioner;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.normalizer.status.HistoryCodec;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes what the normalizer finds: shipments in its changelog, pushes in the raw topic. */
final class Fill implements AutoCloseable {

    /** As Kafka Streams names it. */
    static final String CHANGELOG = Topics.NORMALIZER_GROUP + "-histories-changelog";

    /** As the normalizer has them; but nothing is to be compacted away while it is measured. */
    static final Map<String, String> CHANGELOG_SETTINGS =
            Map.of("cleanup.policy", "compact", "compression.type", "zstd", "min.compaction.lag.ms", "86400000");

    private final Producer<String, byte[]> producer;
    private final Parcels parcels;
    private final NormalizerStep step = new NormalizerStep();
    private volatile @Nullable Exception failure;

    Fill(String bootstrapServers, Parcels parcels) {
        this.parcels = parcels;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        ShipmentPartitioner.class,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        128L * 1024 * 1024,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** All parcels as they are known before their newest node; returns the bytes of all histories. */
    long histories(int number) {
        LongAdder bytes = new LongAdder();
        IntStream.range(0, number).parallel().forEach(parcel -> {
            RawPayload raw = parcels.push(parcel, 1);
            byte[] history = HistoryCodec.write(
                    step.parseAndFold(parcels.nothingOf(parcel), raw).history());
            bytes.add(history.length);
            send(CHANGELOG, raw.shipmentId().toString(), history);
        });
        flush();
        return bytes.sum();
    }

    /**
     * Of each of so many parcels, drawn from all, the push with its newest node.
     *
     * @param skipped how many were drawn before
     */
    void pushes(int shipments, int skipped, int number, Sealing sealing) {
        if (skipped + number > shipments) {
            throw new IllegalArgumentException("more pushes than shipments");
        }
        int[] drawn = new Random(13)
                .ints(0, shipments)
                .distinct()
                .skip(skipped)
                .limit(number)
                .toArray();
        IntStream.of(drawn).parallel().forEach(parcel -> {
            RawPayload plain = parcels.push(parcel, 0);
            Sealed sealed = Parcels.sealed(sealing, plain);
            String shipment = plain.shipmentId().toString();
            if (sealed.key() != null) {
                send(
                        Topics.KEYS.name(),
                        WrappedKey.topicKey(plain.shipmentId(), plain.id()),
                        Topics.KEYS.values().serializer().serialize(Topics.KEYS.name(), sealed.key()));
            }
            RawPayload kept = Parcels.with(plain, sealed);
            send(Topics.RAW.name(), shipment, Topics.RAW.values().serializer().serialize(Topics.RAW.name(), kept));
        });
        flush();
    }

    private void send(String topic, String key, byte[] value) {
        producer.send(
                new ProducerRecord<>(topic, key, value), (at, failed) -> failure = failed == null ? failure : failed);
    }

    private void flush() {
        producer.flush();
        if (failure != null) {
            throw new IllegalStateException("cannot be written", failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofMinutes(1));
    }
}
