package io.waymark.quickstart;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** The quickstart's Kafka, as a consumer of the public topics and an operator see it. */
final class Broker {

    private static final String ADDRESS = "localhost:" + Part.KAFKA.port();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Broker() {}

    /** Returns when the shipment is known, to whoever follows the topic, to have this status. */
    static void awaitStatus(String shipmentId, ShipmentStatus status) {
        last(Topics.LATEST, shipmentId, shipment -> shipment.status() == status);
    }

    /**
     * Returns when the notifier is done with what was published of the shipment up to this revision: it moves its offsets
     * on only then.
     *
     * @param sequence of the last event that counts
     */
    static void awaitNotifierHasSeen(String shipmentId, long sequence, long revision) {
        awaitNotifierIsPast(last(Topics.EVENTS, shipmentId, event -> event.sequence() >= sequence));
        awaitNotifierIsPast(last(Topics.LATEST, shipmentId, (Shipment shipment) -> shipment.revision() >= revision));
    }

    /** Of all that the console published of the shipment there is one revision, and it is the first. */
    static void assertOneRegistration(String shipmentId) {
        List<Long> revisions = new TopicReader(ADDRESS)
                        .readUntil(Topics.SHIPMENTS, PATIENCE, records -> records.stream()
                                .anyMatch(record -> shipmentId.equals(record.key())))
                        .stream()
                        .filter(record -> shipmentId.equals(record.key()))
                        .map(record -> record.value().revision())
                        .toList();
        assertThat(revisions).containsExactly(1L);
    }

    /** Returns when whoever follows the topic knows the shipment to be erased. */
    static void awaitErased(String shipmentId) {
        new TopicReader(ADDRESS).readUntil(Topics.LATEST, PATIENCE, records -> records.stream()
                .filter(record -> shipmentId.equals(record.key()))
                .reduce((earlier, later) -> later)
                .filter(newest -> newest.value() == null)
                .isPresent());
    }

    /** The wrapped keys that are not destroyed, by shipment, as they are written. */
    static Map<String, Set<String>> keys() {
        Map<String, WrappedKey> newest = new HashMap<>();
        new TopicReader(ADDRESS).readAll(Topics.KEYS).forEach(record -> newest.put(record.key(), record.value()));
        return newest.entrySet().stream()
                .filter(one -> one.getValue() != null)
                .collect(groupingBy(
                        one -> one.getKey().substring(0, one.getKey().indexOf(':')),
                        mapping(
                                one -> Base64.getEncoder()
                                        .encodeToString(one.getValue().key()),
                                toSet())));
    }

    static Set<String> keysOf(String shipmentId) {
        return keys().getOrDefault(shipmentId, Set.of());
    }

    /** From now on old records of keys go from the disk within seconds, as they do within days as a rule. */
    static void compactsSoon() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ADDRESS))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.KEYS.name()),
                            changed(Map.of(
                                    "segment.ms",
                                    "100",
                                    "max.compaction.lag.ms",
                                    "100",
                                    "min.cleanable.dirty.ratio",
                                    "0.001",
                                    "file.delete.delay.ms",
                                    "0")),
                            new ConfigResource(ConfigResource.Type.BROKER, ""),
                            changed(Map.of("log.cleaner.backoff.ms", "200"))))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AlterConfigOp> changed(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(one -> new AlterConfigOp(new ConfigEntry(one.getKey(), one.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static <V> ConsumerRecord<String, V> last(Topic<String, V> topic, String key, Predicate<V> wanted) {
        Predicate<ConsumerRecord<String, V>> fits =
                found -> key.equals(found.key()) && found.value() != null && wanted.test(found.value());
        List<ConsumerRecord<String, V>> all = new TopicReader(ADDRESS)
                .readUntil(topic, PATIENCE, records -> records.stream().anyMatch(fits));
        return all.stream().filter(fits).reduce((earlier, later) -> later).orElseThrow();
    }

    private static void awaitNotifierIsPast(ConsumerRecord<?, ?> last) {
        TopicPartition partition = new TopicPartition(last.topic(), last.partition());
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ADDRESS))) {
            await("the notifier passes " + partition + "@" + last.offset())
                    .atMost(PATIENCE)
                    .until(() -> committed(admin, partition) > last.offset());
        }
    }

    /** The offset from which the notifier would go on; -1 if it has none yet. */
    private static long committed(Admin admin, TopicPartition partition)
            throws ExecutionException, InterruptedException {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(Topics.NOTIFIER_GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return offset == null ? -1 : offset.offset();
    }
}
