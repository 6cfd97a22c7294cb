package io.waymark.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.deploy.Repository;
import io.waymark.deploy.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All resources of a kustomization, as they would be sent to a cluster.
 *
 * @param resources in the order in which they would be
 */
record Manifests(List<JsonNode> resources) {

    static final String BASE = "base";
    static final String DEV = "overlays/dev";
    static final String PROD = "overlays/prod";
    static final String REDRIVE = "jobs/redrive";

    static final List<String> SERVICES = List.of("console", "normalizer", "notifier", "poller", "webhook-ingest");

    private static final Map<String, Manifests> BUILT = new ConcurrentHashMap<>();

    /** Has kubectl build it, once. */
    static Manifests of(String kustomization) throws IOException, InterruptedException {
        Manifests built = BUILT.get(kustomization);
        if (built == null) {
            built = parsed(Tool.KUBECTL.run(Repository.path("deploy/kubernetes/" + kustomization), "kustomize", "."));
            BUILT.put(kustomization, built);
        }
        return built;
    }

    /** Reads resources with lines of {@code ---} between. */
    static Manifests parsed(String yaml) throws IOException {
        YAMLMapper mapper = new YAMLMapper();
        try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return new Manifests(documents.readAll());
        }
    }

    /** Those of a kind, e.g. {@code Deployment}. */
    List<JsonNode> ofKind(String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    /** Those of a kind of which there is a model. */
    <T> List<T> all(Class<T> model) {
        return ofKind(model.getSimpleName()).stream()
                .map(resource -> model.cast(Models.read(resource)))
                .toList();
    }

    /** The one of that kind and name. */
    JsonNode one(String kind, String name) {
        return ofKind(kind).stream()
                .filter(resource -> name(resource).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    /** What runs: the services and, where they are there, the sandbox or a job. */
    List<Workload> workloads() {
        return Stream.of("Deployment", "StatefulSet", "Job")
                .flatMap(kind -> ofKind(kind).stream())
                .map(resource -> Workload.of(resource, this))
                .toList();
    }

    /** All five, without the sandbox. */
    List<Workload> services() {
        List<Workload> services = workloads().stream()
                .filter(workload -> SERVICES.contains(workload.name()))
                .toList();
        assertThat(services).extracting(Workload::name).containsExactlyInAnyOrderElementsOf(SERVICES);
        return services;
    }

    static String name(JsonNode resource) {
        return resource.path("metadata").path("name").asText();
    }
}
