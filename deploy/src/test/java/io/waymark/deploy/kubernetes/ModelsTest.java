package io.waymark.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD, Manifests.REDRIVE})
    void everyResourceSaysOnlyWhatItsKindKnows(String kustomization) throws Exception {
        for (JsonNode resource : Manifests.of(kustomization).resources()) {
            assertThat(Models.read(resource)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void noTwoResourcesHaveOneName(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).resources())
                .extracting(resource -> Models.kind(resource) + " " + Manifests.name(resource))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void everythingIsInOneNamespace(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).resources())
                .filteredOn(resource -> !resource.path("kind").asText().equals("Namespace"))
                .allMatch(resource ->
                        resource.path("metadata").path("namespace").asText().equals("waymark"));
    }

    /** A guard of the guard: each of these is one letter off. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            apps/v1                           | Deployment     | {replica: 2}
            apps/v1                           | Deployment     | {template: {spec: {containers: [{securityContexts: {}}]}}}
            networking.k8s.io/v1              | NetworkPolicy  | {egres: []}
            gateway.networking.k8s.io/v1      | HTTPRoute      | {rules: [{backendRef: []}]}
            monitoring.coreos.com/v1          | PodMonitor     | {podMetricEndpoints: []}
            kafka.strimzi.io/v1               | KafkaTopic     | {partition: 24}
            kafka.strimzi.io/v1               | KafkaUser      | {authorization: {type: simple, acl: []}}
            kafka.strimzi.io/v1               | Kafka          | {kafka: {listeners: [{name: a, autentication: {}}]}}
            keda.sh/v1alpha1                  | ScaledObject   | {minReplicasCount: 2}
            keda.sh/v1alpha1                  | ScaledObject   | {triggers: [{metadata: {excludePersistentLag: yes}}]}
            postgresql.cnpg.io/v1             | Cluster        | {instance: 3}
            external-secrets.io/v1            | ExternalSecret | {data: [{remoteRef: {propertie: a}}]}
            gateway.envoyproxy.io/v1alpha1    | SecurityPolicy | {authorization: {defaultAction: Denied}}
            """)
    void aSlipIsFound(String version, String kind, String spec) {
        assertThatThrownBy(() -> Models.read(resource(version, kind, spec)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(kind + " slip");
    }

    @Test
    void aKindThatNobodyKnowsIsFound() {
        assertThatThrownBy(() -> Models.read(resource("kafka.strimzi.io/v1beta2", "KafkaTopic", "{}")))
                .isInstanceOf(AssertionError.class);
    }

    private static JsonNode resource(String version, String kind, String spec) throws IOException {
        String yaml = "{apiVersion: %s, kind: %s, metadata: {name: slip}, spec: %s}".formatted(version, kind, spec);
        return Objects.requireNonNull(Manifests.parsed(yaml).resources().get(0));
    }
}
