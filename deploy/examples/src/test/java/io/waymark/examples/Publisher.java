package io.waymark.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Evidence;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.contract.TrackingEvent.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes the public topics as the normalizer does. */
final class Publisher implements AutoCloseable {

    private static final String SOURCE = "/waymark/normalizer";

    private final String kafka;
    private final KafkaProducer<String, byte[]> producer;

    Publisher(String kafka) {
        this.kafka = kafka;
        producer = producer(kafka, Map.of());
    }

    private static KafkaProducer<String, byte[]> producer(String kafka, Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0));
        settings.putAll(further);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** An event of a parcel of STO that is received, and was scanned, now. */
    static TrackingEvent event(String number, long sequence, SubStatus subStatus) {
        return event(number, sequence, subStatus, null, false);
    }

    /** One that says something else of a scan than was said before. */
    static TrackingEvent correction(TrackingEvent of, long sequence, SubStatus subStatus, boolean withdrawn) {
        return event(of.trackingNumber(), sequence, subStatus, of.scanId(), withdrawn);
    }

    private static TrackingEvent event(
            String number, long sequence, SubStatus subStatus, @Nullable UUID corrects, boolean withdrawn) {
        ShipmentId shipment = ShipmentId.of("sto", number);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new TrackingEvent(
                NameBasedId.of(shipment.value(), Long.toString(sequence)),
                corrects == null ? Type.EVENT : Type.CORRECTION,
                corrects,
                shipment,
                "sto",
                number,
                sequence,
                subStatus.status(),
                subStatus,
                OffsetDateTime.ofInstant(now, ZoneOffset.ofHours(8)),
                now,
                "快件已到达【杭州转运中心】",
                Location.UNKNOWN,
                "sto",
                "到件",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "sto:" + subStatus,
                null,
                "waymark.raw.v1-0@" + sequence,
                withdrawn,
                false);
    }

    /** A parcel as it stands after an event. */
    static Shipment after(TrackingEvent event, long revision) {
        return new Shipment(
                event.shipmentId(),
                event.carrier(),
                event.trackingNumber(),
                null,
                true,
                event.status(),
                event.subStatus(),
                Monitoring.ACTIVE,
                null,
                List.of(),
                null,
                event.occurredAt(),
                event.scanId(),
                Set.of(),
                event.sequence(),
                revision);
    }

    RecordMetadata tell(TrackingEvent event) {
        return tell(event, System.currentTimeMillis());
    }

    /**
     * @param receivedAt the record's own time, in milliseconds
     */
    RecordMetadata tell(TrackingEvent event, long receivedAt) {
        return send(record(event, receivedAt));
    }

    RecordMetadata tell(Shipment shipment) {
        return send(record(shipment));
    }

    /** Writes both in a transaction that is aborted: a killed normalizer leaves such records. */
    void tellAndTakeBack(TrackingEvent event, Shipment shipment) {
        String id = "taken-back-" + UUID.randomUUID();
        try (KafkaProducer<String, byte[]> other =
                producer(kafka, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id))) {
            other.initTransactions();
            other.beginTransaction();
            other.send(record(event, System.currentTimeMillis()));
            other.send(record(shipment));
            other.flush();
            other.abortTransaction();
        }
    }

    /** Tells that a parcel was erased. */
    void erase(ShipmentId shipment) {
        Headers headers = latest(shipment, Long.MAX_VALUE).headersWithoutValue();
        send(record(Topics.LATEST, shipment, null, headers, System.currentTimeMillis()));
    }

    /** Writes what is not as the contract says. */
    RecordMetadata write(Topic<?, ?> topic, ShipmentId key, @Nullable String value) {
        return send(new ProducerRecord<>(topic.name(), key.toString(), value == null ? null : value.getBytes(UTF_8)));
    }

    private static ProducerRecord<String, byte[]> record(TrackingEvent event, long receivedAt) {
        CloudEvent attributes = new CloudEvent(
                event.eventId().toString(),
                SOURCE,
                "waymark.event.v1",
                event.shipmentId().toString(),
                event.occurredAt().toInstant(),
                OptionalLong.of(event.sequence()));
        return record(Topics.EVENTS, event.shipmentId(), event, attributes.headers(), receivedAt);
    }

    private static ProducerRecord<String, byte[]> record(Shipment shipment) {
        Headers headers = latest(shipment.shipmentId(), shipment.revision()).headers();
        return record(Topics.LATEST, shipment.shipmentId(), shipment, headers, System.currentTimeMillis());
    }

    private static CloudEvent latest(ShipmentId shipment, long revision) {
        return CloudEvent.of(
                NameBasedId.of(shipment.value(), "revision:" + revision).toString(),
                SOURCE,
                "waymark.latest.v1",
                shipment.toString(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static <V> ProducerRecord<String, byte[]> record(
            Topic<String, V> topic, ShipmentId key, @Nullable V value, Headers headers, long timestamp) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        return new ProducerRecord<>(topic.name(), null, timestamp, key.toString(), bytes, headers);
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
