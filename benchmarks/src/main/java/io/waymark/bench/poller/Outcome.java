package io.waymark.bench.poller;

import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What Waymark says of the parcels and their payments, as those learn it who read its topics. */
final class Outcome implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<ShipmentId, ShipmentStatus> statuses = new HashMap<>();
    private final Map<ShipmentId, Instant> acknowledged = new HashMap<>();

    Outcome(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topics.LATEST, Topics.SETTLEMENTS)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what is new; waits so long for the first of it. */
    void update(Duration patience) {
        consumer.poll(patience).forEach(this::note);
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.LATEST.name())) {
            Shipment shipment = read(Topics.LATEST, record);
            if (shipment != null) {
                statuses.put(shipment.shipmentId(), shipment.status());
            }
            return;
        }
        Settlement settlement = read(Topics.SETTLEMENTS, record);
        if (settlement != null && settlement.state() == SettlementState.ACKNOWLEDGED) {
            acknowledged.putIfAbsent(settlement.shipmentId(), settlement.changedAt());
        }
    }

    private static <V> @Nullable V read(Topic<String, V> topic, ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? null
                : topic.values().deserializer().deserialize(record.topic(), record.value());
    }

    /** Whether the parcel is now said to be where it is. */
    boolean isRight(TestParcel parcel) {
        return statuses.get(parcel.id()) == parcel.lastStatus();
    }

    String statusOf(TestParcel parcel) {
        return String.valueOf(statuses.get(parcel.id()));
    }

    /** When the gateway had the proof; null if it has not. */
    @Nullable
    Instant acknowledgedAt(TestParcel parcel) {
        return acknowledged.get(parcel.id());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
