package io.waymark.bench.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the other services would tell of parcels. */
final class Facts implements AutoCloseable {

    private static final String CARRIER = "sto";
    private static final long FIRST_TRANSACTION = 1_484_000_000_000_000_000L;

    private final KafkaProducer<String, byte[]> producer;

    Facts(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Every other parcel is paid for at AsiaBill. */
    void registered(String prefix, int index) {
        String number = prefix + index;
        SettlementBinding binding = new SettlementBinding(
                idOf(prefix, index),
                gateway(index),
                "",
                transaction(number),
                SettlementBinding.STC_PAY,
                "STO",
                null,
                "https://track.example.com/" + number);
        Registration registration = new Registration(
                prefix,
                null,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(binding),
                Instant.EPOCH);
        ShipmentId id = ShipmentId.of(CARRIER, number);
        send(Topics.SHIPMENTS, id, new RegisteredShipment(id, CARRIER, number, List.of(registration), 1));
    }

    /** The settlements of the first parcels of a kind. */
    static List<UUID> idsOf(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(index -> idOf(prefix, index)).toList();
    }

    private static UUID idOf(String prefix, int index) {
        String number = prefix + index;
        return SettlementBinding.idOf(gateway(index), transaction(number), number);
    }

    private static String gateway(int index) {
        return index % 2 == 0 ? "onerway" : "asiabill";
    }

    private static String transaction(String number) {
        return Long.toString(FIRST_TRANSACTION + number.hashCode());
    }

    /** As the normalizer tells it: the scan, and the status that follows from it. */
    Future<RecordMetadata> delivered(String number) {
        ShipmentId id = ShipmentId.of(CARRIER, number);
        Future<RecordMetadata> told = send(Topics.EVENTS, id, scan(id, number));
        send(Topics.LATEST, id, shipment(id, number));
        return told;
    }

    private <V> Future<RecordMetadata> send(Topic<String, V> topic, ShipmentId id, V value) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        return producer.send(new ProducerRecord<>(topic.name(), id.toString(), bytes));
    }

    private static TrackingEvent scan(ShipmentId id, String number) {
        return new TrackingEvent(
                NameBasedId.of(id.value(), "1"),
                TrackingEvent.Type.EVENT,
                null,
                id,
                CARRIER,
                number,
                1,
                SubStatus.SIGNED.status(),
                SubStatus.SIGNED,
                OffsetDateTime.now(ZoneOffset.ofHours(8)),
                Instant.now(),
                "",
                Location.UNKNOWN,
                CARRIER,
                "",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "sto:SIGNED",
                null,
                "waymark.raw.v1-0@1",
                false,
                false);
    }

    private static Shipment shipment(ShipmentId id, String number) {
        return new Shipment(
                id,
                CARRIER,
                number,
                null,
                true,
                SubStatus.SIGNED.status(),
                SubStatus.SIGNED,
                Monitoring.ACTIVE,
                null,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                1,
                1);
    }

    @Override
    public void close() {
        producer.close();
    }
}
