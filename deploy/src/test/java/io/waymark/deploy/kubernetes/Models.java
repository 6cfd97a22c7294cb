package io.waymark.deploy.kubernetes;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;

/** Reads resources into the models of their kinds, and fails where one has a field that its kind does not know. */
final class Models {

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            entry("v1 Namespace", Namespace.class),
            entry("v1 ServiceAccount", ServiceAccount.class),
            entry("v1 ConfigMap", ConfigMap.class),
            entry("v1 Secret", Secret.class),
            entry("v1 Service", Service.class),
            entry("apps/v1 Deployment", Deployment.class),
            entry("apps/v1 StatefulSet", StatefulSet.class),
            entry("batch/v1 Job", Job.class),
            entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            entry("gateway.networking.k8s.io/v1 Gateway", Gateway.class),
            entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
            entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
            entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
            entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
            entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class));

    /** Models keep what they do not know for whoever knows it; here nobody does. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    private Models() {}

    /**
     * The resource as its kind's model; of a kind without one, its metadata, once {@link Fields} knows all that it says.
     *
     * @throws AssertionError if its kind knows no such field, or no such value of it
     */
    static Object read(JsonNode resource) {
        String kind = kind(resource);
        try {
            Class<?> model = KINDS.get(kind);
            if (model != null) {
                return STRICT.treeToValue(resource, model);
            }
            Fields.check(resource);
            return STRICT.treeToValue(resource.path("metadata"), ObjectMeta.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(kind + " " + Manifests.name(resource) + ": " + e.getOriginalMessage(), e);
        }
    }

    static String kind(JsonNode resource) {
        return resource.path("apiVersion").asText() + " "
                + resource.path("kind").asText();
    }
}
