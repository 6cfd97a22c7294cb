package io.waymark.bench.endtoend;

import io.waymark.bench.endtoend.Passage.Point;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** A consumer as anybody would write it, on a thread of its own: tells when it sees that a parcel is delivered. */
final class EventWatch implements AutoCloseable {

    private record Watched(Parcels parcels, Passage passage) {}

    private static final String DELIVERED = "\"" + ShipmentStatus.DELIVERED + "\"";

    private final String bootstrapServers;
    private final Thread thread;
    private volatile @Nullable Watched watched;
    private volatile boolean over;

    EventWatch(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.thread = new Thread(this::read, "consumer");
        thread.start();
    }

    /** Of these from now on. */
    void watch(Parcels parcels, Passage passage) {
        watched = new Watched(parcels, passage);
    }

    private void read() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!over) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> seen(record.key(), record.value()));
            }
        }
    }

    private void seen(String shipment, byte[] event) {
        long nanos = System.nanoTime();
        Watched now = watched;
        int parcel = now == null ? -1 : now.parcels().place(shipment);
        if (now != null && parcel >= 0 && new String(event, StandardCharsets.UTF_8).contains(DELIVERED)) {
            now.passage().came(parcel, Point.EVENT, nanos);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
