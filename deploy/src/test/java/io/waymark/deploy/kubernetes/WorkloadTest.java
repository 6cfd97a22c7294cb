package io.waymark.deploy.kubernetes;

import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

    private static final Map<String, Integer> PORTS =
            Map.of("console", 8080, "webhook-ingest", 8081, "poller", 8082, "normalizer", 8083, "notifier", 8084);

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void theNamespaceTakesOnlyWhatIsRestricted(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).all(Namespace.class))
                .singleElement()
                .satisfies(namespace -> assertThat(namespace.getMetadata().getLabels())
                        .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD, Manifests.REDRIVE})
    void everyPodIsRestricted(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).workloads()).isNotEmpty().allSatisfy(workload -> {
            PodSpec pod = workload.pod();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getEnableServiceLinks()).isFalse();
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getHostPID()).isNull();
            assertThat(pod.getHostIPC()).isNull();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getInitContainers()).isEmpty();
            assertThat(pod.getVolumes()).allMatch(volume -> volume.getEmptyDir() != null || volume.getSecret() != null);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD, Manifests.REDRIVE})
    void everyContainerIsRestrictedAndWritesToTmpAndItsVolumeOnly(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).workloads()).allSatisfy(workload -> {
            assertThat(workload.pod().getContainers()).hasSize(1);
            Container container = workload.container();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getPrivileged()).isNull();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getSecurityContext().getCapabilities().getAdd())
                    .isEmpty();
            assertThat(container.getVolumeMounts())
                    .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                    .extracting(VolumeMount::getMountPath)
                    .contains("/tmp")
                    .isSubsetOf("/tmp", "/var/lib/waymark");
            assertThat(container.getResources().getLimits().get("memory"))
                    .isEqualTo(container.getResources().getRequests().get("memory"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void probesAskAtThePortOfTheManagement(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).services()).allSatisfy(workload -> {
            Container container = workload.container();
            int traffic = PORTS.getOrDefault(workload.name(), 0);
            assertThat(container.getPorts())
                    .extracting(port -> port.getName() + "=" + port.getContainerPort())
                    .containsExactly("http=" + traffic, "management=" + (traffic + 1000));
            assertAsks(container.getStartupProbe(), "/q/health/started");
            assertAsks(container.getLivenessProbe(), "/q/health/live");
            assertAsks(container.getReadinessProbe(), "/q/health/ready");
        });
    }

    private static void assertAsks(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void noServiceOffersManagementToTheOutside(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).all(Service.class)).isNotEmpty().allSatisfy(service -> {
            assertThat(service.getSpec().getType()).isIn(null, "ClusterIP");
            boolean headless = "None".equals(service.getSpec().getClusterIP());
            assertThat(service.getSpec().getPorts())
                    .allMatch(port -> headless || port.getName().equals("http"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void nobodyIsKilledBeforeItsStopIsOver(String kustomization) throws Exception {
        for (Workload workload : Manifests.of(kustomization).services()) {
            assertThat(ofSeconds(workload.pod().getTerminationGracePeriodSeconds()))
                    .as(workload.name())
                    .isGreaterThan(preStop(workload.container().getLifecycle())
                            .plus(Shutdown.of(workload).whole()));
        }
    }

    private static Duration preStop(@Nullable Lifecycle lifecycle) {
        return lifecycle == null
                ? Duration.ZERO
                : ofSeconds(lifecycle.getPreStop().getSleep().getSeconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.PROD})
    void everyServiceIsThereMoreThanOnceAndSpread(String kustomization) throws Exception {
        Manifests manifests = Manifests.of(kustomization);
        assertThat(manifests.services()).hasSize(5).allSatisfy(workload -> {
            assertThat(Replicas.least(workload, manifests)).isGreaterThanOrEqualTo(2);
            assertThat(workload.pod().getTopologySpreadConstraints())
                    .extracting(TopologySpreadConstraint::getTopologyKey)
                    .contains("topology.kubernetes.io/zone", "kubernetes.io/hostname");
            assertThat(workload.pod().getTopologySpreadConstraints()).allSatisfy(constraint -> {
                assertThat(workload.labels())
                        .containsAllEntriesOf(constraint.getLabelSelector().getMatchLabels());
                assertThat(constraint.getMatchLabelKeys()).containsExactly("app.kubernetes.io/name");
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void oneAtATimeIsDisrupted(String kustomization) throws Exception {
        List<PodDisruptionBudget> budgets = Manifests.of(kustomization).all(PodDisruptionBudget.class);

        assertThat(budgets)
                .allMatch(budget -> budget.getSpec().getMaxUnavailable().getIntVal() == 1);
        assertThat(budgets.stream()
                        .map(budget -> budget.getSpec().getSelector().getMatchLabels())
                        .collect(toSet()))
                .isEqualTo(Manifests.SERVICES.stream()
                        .map(service -> Map.of("app.kubernetes.io/name", service))
                        .collect(toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD, Manifests.REDRIVE})
    void everyImageIsNamedExactly(String kustomization) throws Exception {
        Set<String> images = Manifests.of(kustomization).workloads().stream()
                .map(workload -> workload.container().getImage())
                .collect(toSet());

        String tag = kustomization.equals(Manifests.DEV) ? "dev" : "unreleased";
        assertThat(images)
                .allMatch(image ->
                        image.matches("[a-z0-9./:-]+@sha256:[0-9a-f]{64}") || image.matches("waymark/[a-z-]+:" + tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void whatThePodsHaveOnDiskOutlivesThem(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).ofKind("StatefulSet"))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrder("normalizer", "webhook-ingest");
        assertThat(Manifests.of(kustomization)
                        .one("StatefulSet", "webhook-ingest")
                        .at("/spec/persistentVolumeClaimRetentionPolicy/whenScaled")
                        .asText())
                .isEqualTo("Retain");
    }

    /** What waits for Kafka has a spool, and what is held back another, each of this size at most; a tenth is room. */
    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void theVolumeOfWebhookIngestHoldsBothOfItsSpools(String kustomization) throws Exception {
        Manifests manifests = Manifests.of(kustomization);
        String claimed = manifests
                .one("StatefulSet", "webhook-ingest")
                .at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage")
                .asText();
        assertThat(manifests.services())
                .filteredOn(workload -> workload.name().equals("webhook-ingest"))
                .singleElement()
                .satisfies(ingest -> {
                    // Quarkus means powers of 1024 by these letters
                    String spool = ingest.settings().get("WAYMARK_INGEST_SPOOL_MAX_BYTES") + "i";
                    assertThat(Quantity.getAmountInBytes(new Quantity(claimed)))
                            .isGreaterThanOrEqualTo(Quantity.getAmountInBytes(new Quantity(spool))
                                    .multiply(new BigDecimal("2.2")));
                });
    }
}
