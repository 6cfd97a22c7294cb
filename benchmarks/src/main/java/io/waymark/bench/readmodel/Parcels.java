package io.waymark.bench.readmodel;

import static java.util.stream.Collectors.toMap;

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
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the normalizer would tell of many parcels, over half a year: of each an event and then its state, ten times. */
final class Parcels {

    static final int EVENTS = 10;

    private static final Duration SPAN = Duration.ofDays(180);
    private static final Duration STEP = Duration.ofHours(6);

    private final int count;
    private final Instant first = Instant.now().minus(SPAN);

    Parcels(int count) {
        this.count = count;
    }

    static ShipmentId id(int index) {
        return ShipmentId.of("sto", number(index));
    }

    static String number(int index) {
        return "BENCH" + index;
    }

    /**
     * Writes all of it: for every shipment and event two records.
     *
     * @throws IllegalStateException if Kafka did not take one of them
     */
    void tell(String bootstrapServers) throws InterruptedException, ExecutionException {
        keepAll(bootstrapServers);
        AtomicReference<Exception> refused = new AtomicReference<>();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int step = 1; step <= EVENTS; step++) {
                for (int index = 0; index < count; index++) {
                    Instant at = first.plus(SPAN.multipliedBy(index).dividedBy(2L * count))
                            .plus(STEP.multipliedBy(step));
                    TrackingEvent event = event(index, step, at);
                    for (ProducerRecord<String, byte[]> record : List.of(
                            record(Topics.EVENTS, event.shipmentId(), event, at),
                            record(Topics.LATEST, event.shipmentId(), shipment(event, step, at), at))) {
                        producer.send(record, (sent, failure) -> refused.compareAndSet(null, failure));
                    }
                }
            }
        }
        if (refused.get() != null) {
            throw new IllegalStateException("a record is missing", refused.get());
        }
    }

    /** These records are older than events are kept, and of states only the newest would stay: neither may be tidied away. */
    private static void keepAll(String bootstrapServers) throws InterruptedException, ExecutionException {
        List<AlterConfigOp> settings = Stream.of(
                        new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
                        new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                        new ConfigEntry(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SPAN.toMillis() * 2)))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.incrementalAlterConfigs(Stream.of(Topics.EVENTS, Topics.LATEST)
                            .collect(toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                                    topic -> settings)))
                    .all()
                    .get();
        }
    }

    private static <V> ProducerRecord<String, byte[]> record(
            Topic<String, V> topic, ShipmentId id, V value, Instant at) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        return new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), id.toString(), bytes);
    }

    /** Nine of ten are delivered in the end; the others stay where they are. */
    private static SubStatus meaning(int index, int step) {
        return step == EVENTS && index % 10 != 0 ? SubStatus.SIGNED_BY_RECIPIENT : SubStatus.PICKED_UP;
    }

    private static TrackingEvent event(int index, int step, Instant at) {
        ShipmentId id = id(index);
        SubStatus meaning = meaning(index, step);
        return new TrackingEvent(
                NameBasedId.of(id.value(), "scan:" + step),
                TrackingEvent.Type.EVENT,
                null,
                id,
                "sto",
                number(index),
                step,
                meaning.status(),
                meaning,
                at.atOffset(ZoneOffset.ofHours(8)),
                at,
                "快件已到达 杭州转运中心，下一站 杭州濱江公司",
                new Location("杭州转运中心", null),
                "kuaidi100",
                "101",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "kuaidi100:101",
                "kuaidi100@3",
                "waymark.raw.v1-0@" + index,
                false,
                false);
    }

    private static Shipment shipment(TrackingEvent event, int step, Instant at) {
        boolean isDelivered = event.subStatus() == SubStatus.SIGNED_BY_RECIPIENT;
        OffsetDateTime occurredAt = at.atOffset(ZoneOffset.ofHours(8));
        return new Shipment(
                event.shipmentId(),
                event.carrier(),
                event.trackingNumber(),
                null,
                true,
                event.status(),
                event.subStatus(),
                isDelivered ? Monitoring.ENDED : Monitoring.ACTIVE,
                null,
                List.of(),
                isDelivered ? occurredAt : null,
                occurredAt,
                event.eventId(),
                Set.of(),
                step,
                step);
    }
}
