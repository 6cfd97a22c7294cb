package io.waymark.deploy.kubernetes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.waymark.deploy.Repository;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    private static final String HEAD = "| policy | pods | way | whom | ports |";

    /** Who reads along: pods with the label, wherever they are. */
    private static final NetworkPolicyPeer READERS = new NetworkPolicyPeerBuilder()
            .withNewNamespaceSelector()
            .endNamespaceSelector()
            .withNewPodSelector()
            .addToMatchLabels("waymark.io/reader", "true")
            .endPodSelector()
            .build();

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void whatIsNotAllowedIsForbidden(String kustomization) throws Exception {
        assertThat(Manifests.of(kustomization).all(NetworkPolicy.class))
                .filteredOn(policy -> policy.getMetadata().getName().equals("deny-all"))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
                    assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                            .isEmpty();
                    assertThat(policy.getSpec().getIngress()).isEmpty();
                    assertThat(policy.getSpec().getEgress()).isEmpty();
                });
    }

    /** Whom Strimzi lets in to the brokers. */
    @ParameterizedTest
    @ValueSource(strings = {Manifests.DEV, Manifests.PROD})
    void servicesTheScalerAndReadersOfAnyNamespaceMayComeToTheBrokers(String kustomization) throws Exception {
        List<NetworkPolicyPeer> peers = Manifests.of(kustomization).all(Kafka.class).stream()
                .flatMap(kafka -> kafka.getSpec().getKafka().getListeners().stream())
                .flatMap(listener -> listener.getNetworkPolicyPeers().stream())
                .toList();

        assertThat(peers).hasSize(3).filteredOn(peer -> !peer.equals(READERS)).hasSize(2);
        assertThat(peers)
                .filteredOn(peer -> peer.getNamespaceSelector() == null)
                .singleElement()
                .extracting(peer -> peer.getPodSelector().getMatchLabels())
                .isEqualTo(Map.of("app.kubernetes.io/part-of", "waymark", "app.kubernetes.io/component", "service"));
        assertThat(Files.readString(Repository.path("docs/consumers.md"))).contains("`waymark.io/reader: \"true\"`");
    }

    @Test
    void everyEdgeIsInTheTable() throws Exception {
        Set<String> edges = new TreeSet<>();
        for (String kustomization : List.of(Manifests.DEV, Manifests.PROD)) {
            Manifests.of(kustomization).all(NetworkPolicy.class).forEach(policy -> edges.addAll(edges(policy)));
        }

        Set<String> told = new TreeSet<>(Files.readAllLines(Repository.path("docs/kubernetes.md")).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList());

        assertThat(told).containsExactlyInAnyOrderElementsOf(edges);
    }

    private static List<String> edges(NetworkPolicy policy) {
        List<String> edges = new ArrayList<>();
        policy.getSpec().getIngress().forEach(rule -> edges.add(edge(policy, "in", rule.getFrom(), rule.getPorts())));
        policy.getSpec().getEgress().forEach(rule -> edges.add(edge(policy, "out", rule.getTo(), rule.getPorts())));
        return edges;
    }

    private static String edge(
            NetworkPolicy policy, String way, List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        policy.getMetadata().getName(),
                        pods(policy.getSpec().getPodSelector()),
                        way,
                        peers.isEmpty()
                                ? "any"
                                : peers.stream().map(NetworkTest::peer).collect(joining(", ")),
                        ports.stream().map(NetworkTest::port).collect(joining(", ")));
    }

    private static String peer(NetworkPolicyPeer peer) {
        if (peer.getIpBlock() != null) {
            return peer.getIpBlock().getCidr() + (peer.getIpBlock().getExcept().isEmpty() ? "" : " but private");
        }
        String namespace = peer.getNamespaceSelector() == null
                ? ""
                : peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name");
        return Stream.of(namespace, peer.getPodSelector() == null ? "" : pods(peer.getPodSelector()))
                .filter(text -> !text.isEmpty())
                .collect(joining("/"));
    }

    private static String port(NetworkPolicyPort port) {
        String number = port.getPort().getStrVal() == null
                ? port.getPort().getIntVal().toString()
                : port.getPort().getStrVal();
        return number
                + (port.getEndPort() == null ? "" : "–" + port.getEndPort())
                + (port.getProtocol().equals("TCP") ? "" : "/" + port.getProtocol());
    }

    /** The most telling label. */
    private static String pods(LabelSelector selector) {
        Map<String, String> labels = selector.getMatchLabels();
        if (!selector.getMatchExpressions().isEmpty()) {
            return String.join(", ", selector.getMatchExpressions().get(0).getValues());
        }
        return Stream.of(
                        "app.kubernetes.io/name", "strimzi.io/name", "strimzi.io/cluster", "cnpg.io/cluster", "k8s-app")
                .filter(labels::containsKey)
                .map(labels::get)
                .findFirst()
                .orElse(labels.isEmpty() ? "all" : "services");
    }
}
