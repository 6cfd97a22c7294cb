package io.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

/** Two brokers without replicas, one of which is stopped: its partitions have no leader, the others are as ever. */
@QuarkusTest
@TestProfile(LeaderlessIT.TwoBrokers.class)
class LeaderlessIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int SHIPMENTS = 40;
    private static final byte[] FORM = "sign=".getBytes(UTF_8);

    public static final class TwoBrokers implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(OwnKafkaResource.of(2, 6, 1));
        }
    }

    @Inject
    MeterRegistry meters;

    @Test
    void aPartitionWithoutALeaderHoldsUpNoOther() throws Exception {
        EmbeddedKafka kafka = OwnKafkaResource.kafka();
        push(0, 1);
        Map<String, Integer> partitions = read(kafka, shipments(0, SHIPMENTS), 1).stream()
                .collect(toMap(ConsumerRecord::key, ConsumerRecord::partition, (one, same) -> one));

        kafka.stopBroker(2);
        Set<Integer> led = led(kafka);
        Set<String> healthy = partitions.keySet().stream()
                .filter(key -> led.contains(partitions.get(key)))
                .collect(toSet());
        assertThat(healthy).hasSizeBetween(1, SHIPMENTS - 1);
        push(1, 4);

        read(kafka, healthy, 4);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(gauge("kafka_away")).isZero();
            assertThat(gauge("spool_records")).isZero();
        });
        assertThat(gauge("spool_held_records")).isPositive();
        push(4, 5);
        read(kafka, healthy, 5);

        kafka.startBroker(2);

        read(kafka, partitions.keySet(), 5);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(gauge("spool_held_records")).isZero());
        push(5, 6);
        List<ConsumerRecord<String, RawPayload>> all = read(kafka, partitions.keySet(), 6);
        assertInOrder(all);
        List<RawPayload> records = all.stream().map(ConsumerRecord::value).toList();
        Opened opened = Opened.with(kafka.bootstrapServers(), records);
        assertThat(records).allSatisfy(each -> assertThat(opened.body(each)).startsWith(FORM));
    }

    /** Several callbacks of every shipment, one after the other; each says which it is, in the number of its subscription. */
    private static void push(int from, int to) {
        for (int call = from; call < to; call++) {
            for (int shipment = 0; shipment < SHIPMENTS; shipment++) {
                String number = "YT88" + shipment;
                String id = ShipmentId.of("yto", number).toString();
                String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, 2), Pushes.derivedSalt("new-master", id));
                Door.post("kuaidi100/" + id + "?s=" + call, form)
                        .statusCode(200)
                        .body("result", is(true));
            }
        }
    }

    /** What is in Kafka once so many callbacks of each of them are. */
    private static List<ConsumerRecord<String, RawPayload>> read(EmbeddedKafka kafka, Set<String> keys, int calls) {
        return new TopicReader(kafka.bootstrapServers()).readUntil(Topics.RAW, SOON, seen -> {
            Map<String, List<Integer>> numbers = numbers(seen);
            return keys.stream()
                    .allMatch(key -> numbers.getOrDefault(key, List.of()).size() >= calls);
        });
    }

    private static void assertInOrder(List<ConsumerRecord<String, RawPayload>> seen) {
        Map<String, byte[]> bodies = new HashMap<>();
        seen.forEach(each -> {
            byte[] before = bodies.putIfAbsent(
                    CloudEvent.header(each.headers(), "ce_id"), each.value().body());
            assertThat(before == null ? each.value().body() : before)
                    .isEqualTo(each.value().body());
        });
        assertThat(bodies).hasSize(SHIPMENTS * 6);
        assertThat(numbers(seen).values())
                .allSatisfy(numbers -> assertThat(numbers).isSorted().hasSize(6));
    }

    /** Of each key the numbers of its callbacks, in the order in which they came first. */
    private static Map<String, List<Integer>> numbers(List<ConsumerRecord<String, RawPayload>> seen) {
        Map<String, List<Integer>> numbers = new HashMap<>();
        for (ConsumerRecord<String, RawPayload> each : seen) {
            int number = each.value().subscription();
            List<Integer> known = numbers.computeIfAbsent(each.key(), key -> new ArrayList<>());
            if (!known.contains(number)) {
                known.add(number);
            }
        }
        return numbers;
    }

    private static Set<Integer> led(EmbeddedKafka kafka) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        String topic = Topics.RAW.name();
        try (Admin admin = Admin.create(settings)) {
            return admin.describeTopics(Set.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                    .filter(partition ->
                            partition.leader() != null && !partition.leader().isEmpty())
                    .map(TopicPartitionInfo::partition)
                    .collect(toSet());
        }
    }

    private static Set<String> shipments(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> ShipmentId.of("yto", "YT88" + number).toString())
                .collect(toSet());
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
