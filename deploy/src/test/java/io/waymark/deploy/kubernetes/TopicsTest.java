package io.waymark.deploy.kubernetes;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.waymark.contract.PublicTopic;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.deploy.Repository;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicsTest {

    @ParameterizedTest
    @CsvSource({Manifests.DEV + ", 1, 1", Manifests.PROD + ", 3, 2"})
    void theTopicsAreThoseOfTheCodeWithTheirSettings(String kustomization, int replicas, int inSync) throws Exception {
        Map<String, Map<String, String>> expected = Topics.ALL.stream().collect(toMap(Topic::name, topic -> {
            Map<String, String> settings = new HashMap<>(topic.settings());
            settings.put("min.insync.replicas", Integer.toString(inSync));
            return settings;
        }));

        Map<String, Map<String, String>> there = Manifests.of(kustomization).all(KafkaTopic.class).stream()
                .collect(toMap(topic -> topic.getMetadata().getName(), TopicsTest::settings));

        assertThat(there).isEqualTo(expected);
        assertThat(Manifests.of(kustomization).all(KafkaTopic.class)).allSatisfy(topic -> {
            assertThat(topic.getSpec().getPartitions()).isEqualTo(24);
            assertThat(topic.getSpec().getReplicas()).isEqualTo(replicas);
            assertThat(topic.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "waymark");
        });
    }

    @Test
    void theDocumentForConsumersSaysOfTopicsWhatTheManifestsSay() throws Exception {
        JsonNode document = new YAMLMapper().readTree(PublicTopic.class.getResource("asyncapi.yaml"));
        Map<String, KafkaTopic> there = Manifests.of(Manifests.PROD).all(KafkaTopic.class).stream()
                .collect(toMap(topic -> topic.getMetadata().getName(), topic -> topic));

        assertThat(document.path("channels"))
                .hasSameSizeAs(PublicTopic.values())
                .allSatisfy(channel -> {
                    KafkaTopic topic = there.get(channel.path("address").asText());
                    JsonNode binding = channel.at("/bindings/kafka");
                    assertThat(binding.path("partitions").asInt())
                            .isEqualTo(topic.getSpec().getPartitions());
                    assertThat(binding.path("replicas").asInt())
                            .isEqualTo(topic.getSpec().getReplicas());
                    assertThat(document(binding.path("topicConfiguration"))).isEqualTo(published(topic));
                });
    }

    @ParameterizedTest
    @EnumSource
    void thePageForConsumersSaysOfTopicsWhatTheCodeSays(PublicTopic topic) throws Exception {
        String page = Files.readString(Repository.path("docs/consumers.md"));
        Map<String, String> settings = topic.topic().settings();
        String key = topic == PublicTopic.SETTLEMENTS ? "settlementId" : "shipmentId";
        String kept =
                topic.topic().retention().map(time -> time.toDays() + " days").orElse("compacted");

        assertThat(page)
                .contains("| `%s` | `%s` | %s | %s".formatted(topic.topic().name(), topic.type(), key, kept))
                .contains("Each has 24 partitions")
                .contains("A record is at most %d MiB".formatted(Topic.MAX_RECORD_BYTES >> 20))
                .contains("%,d bytes"
                        .formatted(Integer.parseInt(settings.get("max.message.bytes")))
                        .replace(',', ' '));
        if (topic.topic().retention().isEmpty()) {
            assertThat(page)
                    .contains("older than %d day".formatted(days(settings.get("max.compaction.lag.ms"))))
                    .contains("for %d days".formatted(days(settings.get("delete.retention.ms"))));
        }
    }

    private static long days(String millis) {
        return Duration.ofMillis(Long.parseLong(millis)).toDays();
    }

    /** Settings as text; of a list, its only word. */
    private static Map<String, String> document(JsonNode configuration) {
        return configuration.properties().stream().collect(toMap(Map.Entry::getKey, entry -> entry.getValue()
                .path(0)
                .asText(entry.getValue().asText())));
    }

    /** How many brokers must have a record is not a consumer's concern. */
    private static Map<String, String> published(KafkaTopic topic) {
        Map<String, String> settings = new HashMap<>(settings(topic));
        settings.remove("min.insync.replicas");
        return settings;
    }

    private static Map<String, String> settings(KafkaTopic topic) {
        return topic.getSpec().getConfig().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    }

    @Test
    void theBrokersAreSpreadOverNodesAndReplicasOverZones() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);

        assertThat(prod.all(Kafka.class))
                .singleElement()
                .extracting(kafka -> kafka.getSpec().getKafka().getRack().getTopologyKey())
                .isEqualTo("topology.kubernetes.io/zone");
        assertThat(prod.all(KafkaNodePool.class)).singleElement().satisfies(brokers -> assertThat(
                        brokers.getSpec().getTemplate().getPod().getTopologySpreadConstraints())
                .filteredOn(constraint -> constraint.getWhenUnsatisfiable().equals("DoNotSchedule"))
                .singleElement()
                .satisfies(constraint -> {
                    assertThat(constraint.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
                    assertThat(constraint.getMaxSkew()).isEqualTo(1);
                    assertThat(constraint.getLabelSelector().getMatchLabels())
                            .containsExactly(Map.entry("strimzi.io/name", "waymark-kafka"));
                }));
    }

    @Test
    void aClusterOfOneNodeTakesTheBrokerOfDev() throws Exception {
        assertThat(Manifests.of(Manifests.DEV).all(Kafka.class))
                .singleElement()
                .extracting(kafka -> kafka.getSpec().getKafka().getRack())
                .isNull();
    }

    /** Topics that nobody declares, those of Kafka Streams among them, have what the broker has. */
    @Test
    void aTopicOfTheNormalizersOwnTakesTheLargestRecordAndOutlivesABroker() throws Exception {
        Map<String, Object> broker = Manifests.of(Manifests.PROD).all(Kafka.class).stream()
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getKafka()
                .getConfig();

        assertThat(broker)
                .containsEntry("message.max.bytes", Topic.MAX_RECORD_BYTES + Topic.HEADROOM_BYTES)
                .containsEntry("replica.fetch.max.bytes", Topic.MAX_RECORD_BYTES + Topic.HEADROOM_BYTES)
                .containsEntry("default.replication.factor", 3)
                .containsEntry("min.insync.replicas", 2)
                .containsEntry("auto.create.topics.enable", false);
    }
}
