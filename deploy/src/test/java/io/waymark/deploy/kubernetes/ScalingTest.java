package io.waymark.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.List;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ScalingTest {

    @Test
    void everyServiceIsScaledWithinItsBounds() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        List<JsonNode> scaled = prod.ofKind("ScaledObject");

        assertThat(scaled).extracting(Manifests::name).containsExactlyInAnyOrderElementsOf(Manifests.SERVICES);
        assertThat(scaled).allSatisfy(object -> {
            JsonNode spec = object.path("spec");
            JsonNode target = prod.one(
                    spec.at("/scaleTargetRef/kind").asText(),
                    spec.at("/scaleTargetRef/name").asText());
            assertThat(target.path("spec").has("replicas")).isFalse();
            assertThat(spec.path("minReplicaCount").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(spec.path("fallback").path("replicas").asInt())
                    .isBetween(
                            spec.path("minReplicaCount").asInt(),
                            spec.path("maxReplicaCount").asInt());
            assertThat(spec.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/stabilizationWindowSeconds")
                            .asInt())
                    .isGreaterThanOrEqualTo(300);
        });
    }

    @Test
    void noMoreReadThanThereArePartitions() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        int partitions = prod.all(KafkaTopic.class).stream()
                .mapToInt(topic -> topic.getSpec().getPartitions())
                .min()
                .orElseThrow();

        assertThat(prod.ofKind("ScaledObject"))
                .allMatch(object -> object.at("/spec/maxReplicaCount").asInt() <= partitions);
    }

    @Test
    void lagIsThatOfAGroupAndATopicThatTheServiceReads() throws Exception {
        for (JsonNode object : Manifests.of(Manifests.PROD).ofKind("ScaledObject")) {
            String service = Manifests.name(object);
            Properties code = Channels.properties(service);
            for (JsonNode trigger : triggers(object, "kafka")) {
                JsonNode metadata = trigger.path("metadata");
                String group = metadata.path("consumerGroup").asText();
                assertThat(Channels.read(service))
                        .contains(metadata.path("topic").asText());
                assertThat(Channels.groups(service)).contains(group);
                assertThat(Channels.offsetReset(code))
                        .containsExactly(metadata.path("offsetResetPolicy").asText());
                assertThat(metadata.path("excludePersistentLag").asText()).isEqualTo("true");
            }
        }
    }

    @Test
    void webhookIngestIsScaledByItsLoad() throws Exception {
        JsonNode object = Manifests.of(Manifests.PROD).one("ScaledObject", "webhook-ingest");

        assertThat(triggers(object, "prometheus"))
                .extracting(trigger -> trigger.at("/metadata/query").asText())
                .satisfiesExactly(
                        inFlight -> assertThat(inFlight).isEqualTo("sum(callbacks_in_flight{job=\"webhook-ingest\"})"),
                        cores -> assertThat(cores).contains("pod=~\"webhook-ingest-.*\",container=\"service\""));
    }

    /** KEDA refuses a fallback for triggers that aim at anything but an average, which is not what it assumes. */
    @Test
    void everyTriggerHasAFallback() throws Exception {
        assertThat(Manifests.of(Manifests.PROD).ofKind("ScaledObject"))
                .allSatisfy(object -> assertThat(object.at("/spec/triggers"))
                        .isNotEmpty()
                        .allMatch(trigger -> trigger.path("metricType").asText().equals("AverageValue")));
    }

    /** During an update a Deployment has {@code maxSurge} more; some connections are the cluster's own. */
    @Test
    void postgresqlTakesTheConnectionsOfAllReplicas() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        int own = 20;
        int most = 0;
        for (String service : List.of("console", "notifier", "poller")) {
            Properties code = Channels.properties(service);
            int replicas = prod.one("ScaledObject", service)
                            .at("/spec/maxReplicaCount")
                            .asInt()
                    + prod.one("Deployment", service)
                            .at("/spec/strategy/rollingUpdate/maxSurge")
                            .asInt();
            assertThat(replicas).isGreaterThan(1);
            most += replicas
                    * (Integer.parseInt(code.getProperty("quarkus.datasource.reactive.max-size"))
                            + Integer.parseInt(code.getProperty("quarkus.datasource.jdbc.max-size")));
        }

        assertThat(prod.one("Cluster", "waymark-postgresql")
                        .at("/spec/postgresql/parameters/max_connections")
                        .asInt())
                .isGreaterThanOrEqualTo(most + own);
    }

    private static List<JsonNode> triggers(JsonNode object, String type) {
        return StreamSupport.stream(object.at("/spec/triggers").spliterator(), false)
                .filter(trigger -> trigger.path("type").asText().equals(type))
                .toList();
    }
}
