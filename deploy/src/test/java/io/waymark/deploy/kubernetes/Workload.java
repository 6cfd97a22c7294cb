package io.waymark.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment, StatefulSet or Job of one container.
 *
 * @param name of it
 * @param replicas how many; null if something else decides
 * @param template of its pods
 * @param settings its environment: the values that are written in the manifests, and "" for those that come from a Secret or a
 *     field
 */
record Workload(String name, @Nullable Integer replicas, PodTemplateSpec template, Map<String, String> settings) {

    static Workload of(JsonNode resource, Manifests all) {
        String name = Manifests.name(resource);
        Object model = Models.read(resource);
        if (model instanceof Deployment deployment) {
            return of(
                    name,
                    deployment.getSpec().getReplicas(),
                    deployment.getSpec().getTemplate(),
                    all);
        }
        if (model instanceof StatefulSet set) {
            return of(name, set.getSpec().getReplicas(), set.getSpec().getTemplate(), all);
        }
        return of(name, 1, ((Job) model).getSpec().getTemplate(), all);
    }

    private static Workload of(String name, @Nullable Integer replicas, PodTemplateSpec template, Manifests all) {
        Map<String, String> settings = new TreeMap<>();
        Container container = template.getSpec().getContainers().get(0);
        container.getEnvFrom().forEach(source -> all.one(
                        "ConfigMap", source.getConfigMapRef().getName())
                .path("data")
                .fields()
                .forEachRemaining(
                        entry -> settings.put(entry.getKey(), entry.getValue().asText())));
        for (EnvVar variable : container.getEnv()) {
            settings.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue());
        }
        return new Workload(name, replicas, template, settings);
    }

    PodSpec pod() {
        return template.getSpec();
    }

    Container container() {
        return pod().getContainers().get(0);
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }
}
