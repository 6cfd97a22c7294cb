package io.waymark.bench.webhook;

import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import io.waymark.contract.WebhookEndpoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the other services would tell of one merchant's endpoint and parcels. */
final class Facts implements AutoCloseable {

    private static final String MERCHANT = "bench";
    private static final String CARRIER = "sto";

    private final KafkaProducer<String, byte[]> producer;

    Facts(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** An endpoint that is told of every scan. */
    void endpoint(String url) {
        WebhookEndpoint endpoint = new WebhookEndpoint(
                UUID.randomUUID(),
                MERCHANT,
                url,
                Set.of(),
                true,
                1,
                null,
                Instant.now().minusSeconds(60),
                1);
        send(Topics.WEBHOOKS, endpoint.endpointId().toString(), endpoint);
    }

    void registered(String number) {
        Registration registration = new Registration(
                MERCHANT,
                "O-" + number,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of("store-1"),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                Instant.now().minusSeconds(60));
        ShipmentId id = ShipmentId.of(CARRIER, number);
        send(Topics.SHIPMENTS, id.toString(), new RegisteredShipment(id, CARRIER, number, List.of(registration), 1));
    }

    void scanned(String number, int sequence) {
        ShipmentId id = ShipmentId.of(CARRIER, number);
        TrackingEvent event = new TrackingEvent(
                NameBasedId.of(id.value(), Integer.toString(sequence)),
                TrackingEvent.Type.EVENT,
                null,
                id,
                CARRIER,
                number,
                sequence,
                SubStatus.MOVING.status(),
                SubStatus.MOVING,
                OffsetDateTime.now(ZoneOffset.ofHours(8)),
                Instant.now(),
                "快件已到达【杭州转运中心】",
                new Location("杭州转运中心", "CN330100000000"),
                CARRIER,
                "到件",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "sto:到件",
                null,
                "waymark.raw.v1-0@1",
                false,
                false);
        send(Topics.EVENTS, id.toString(), event);
    }

    private <V> void send(Topic<String, V> topic, String key, V value) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), key, bytes));
    }

    /** Returns once all of it is in Kafka. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
