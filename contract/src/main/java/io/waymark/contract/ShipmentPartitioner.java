package io.waymark.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * Where a record goes: by the hash of its key, as Kafka's own clients have it, but one of {@link Topics#KEYS} by the shipment's id
 * that its key begins with. So a record and what it is opened with lie in partitions of one number. Every producer that writes
 * keys has it as {@code partitioner.class}. Records without a key go anywhere.
 */
public final class ShipmentPartitioner implements Partitioner {

    private static final int SHIPMENT_ID_BYTES = 36;

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        return partition(topic, keyBytes, cluster.partitionsForTopic(topic).size());
    }

    /**
     * The partition of a record.
     *
     * @param partitions how many the topic has
     */
    public static int partition(String topic, byte @Nullable [] key, int partitions) {
        if (key == null) {
            return ThreadLocalRandom.current().nextInt(partitions);
        }
        return BuiltInPartitioner.partitionForKey(decisive(topic, key), partitions);
    }

    private static byte[] decisive(String topic, byte[] key) {
        return topic.equals(Topics.KEYS.name()) && key.length > SHIPMENT_ID_BYTES
                ? Arrays.copyOf(key, SHIPMENT_ID_BYTES)
                : key;
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
