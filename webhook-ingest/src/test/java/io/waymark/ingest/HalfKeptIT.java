package io.waymark.ingest;

import static io.waymark.ingest.Door.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.TopicReader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

/** Of the two records of a callback, its bytes and what opens them, Kafka takes one, and the spool has no room for the other. */
@QuarkusTest
@TestProfile(HalfKeptIT.WithoutRoom.class)
class HalfKeptIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    public static final class WithoutRoom implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("waymark.ingest.spool.max-bytes", "1", "waymark.ingest.spool-after", "0.2S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(OwnKafkaResource.of(2, 1, 2));
        }
    }

    @Inject
    MeterRegistry meters;

    @Test
    void bytesWithoutTheirKeyAreNotAcceptedAndTheRepeatIsWhole() throws Exception {
        halfKeptThenWhole("YT661", Topics.KEYS, Topics.RAW);
    }

    @Test
    void aKeyWithoutItsBytesIsNotAcceptedAndTheRepeatIsWhole() throws Exception {
        halfKeptThenWhole("YT662", Topics.RAW, Topics.KEYS);
    }

    private void halfKeptThenWhole(String number, Topic<String, ?> refused, Topic<String, ?> kept) throws Exception {
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100(number, 1), "new-salt");
        double accepted = count("callbacks_accepted");
        double notDurable = count("callbacks_not_durable");

        OwnKafkaResource.kafka().stopBroker(2);
        replicasWanted(kept, 1);
        replicasWanted(refused, 2);
        post("kuaidi100", form).statusCode(503);
        awaitRecords(kept, number, 1);
        replicasWanted(refused, 1);
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> post("kuaidi100", form).statusCode(200).body("result", is(true)));

        assertThat(count("callbacks_accepted")).isEqualTo(accepted + 1);
        assertThat(count("callbacks_not_durable")).isGreaterThan(notDurable);
        awaitRecords(kept, number, 2);
        List<ConsumerRecord<String, RawPayload>> written = awaitRecords(Topics.RAW, number, 1);
        RawPayload whole = written.get(written.size() - 1).value();
        Opened opened = Opened.with(OwnKafkaResource.kafka().bootstrapServers(), List.of(whole));
        assertThat(opened.body(whole)).isEqualTo(form.getBytes(UTF_8));
    }

    /** Those of a parcel, as soon as there are so many. */
    private static <V> List<ConsumerRecord<String, V>> awaitRecords(Topic<String, V> topic, String number, int least) {
        String shipment = ShipmentId.of("yto", number).toString();
        Predicate<ConsumerRecord<String, V>> its = each -> each.key().startsWith(shipment);
        return new TopicReader(OwnKafkaResource.kafka().bootstrapServers())
                .readUntil(topic, SOON, seen -> seen.stream().filter(its).count() >= least).stream()
                        .filter(its)
                        .toList();
    }

    /** Where they are more than the one that there is, Kafka takes nothing. */
    private static void replicasWanted(Topic<String, ?> topic, int count)
            throws ExecutionException, InterruptedException {
        ConfigEntry setting = new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(count));
        Map<String, Object> cluster = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                OwnKafkaResource.kafka().bootstrapServers());
        try (Admin admin = Admin.create(cluster)) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                            List.of(new AlterConfigOp(setting, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private double count(String meter) {
        return meters.get(meter).tag("provider", "kuaidi100").counter().count();
    }
}
