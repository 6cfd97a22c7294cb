package io.waymark.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final Pattern SECRET =
            Pattern.compile(".*(_KEY|_KEYS|SECRET|SECRETS|PASSWORD|SALTS|TOKEN|CREDENTIALS|GATEWAY_NO|MERCHANT_NO)$");

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void noSecretIsWrittenIntoAWorkloadOrAConfigMap(String kustomization) throws Exception {
        Manifests manifests = Manifests.of(kustomization);
        for (Workload workload : manifests.workloads()) {
            assertThat(workload.settings().entrySet())
                    .filteredOn(setting -> SECRET.matcher(setting.getKey()).matches())
                    .allMatch(setting -> setting.getValue().isEmpty());
        }
        for (ConfigMap map : manifests.all(ConfigMap.class)) {
            assertThat(map.getData().keySet())
                    .noneMatch(key -> SECRET.matcher(key).matches());
        }
    }

    /** What opens nothing but a file that is mounted beside it may be in the environment. */
    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void secretsReachAServiceAsFiles(String kustomization) throws Exception {
        for (Workload workload : Manifests.of(kustomization).services()) {
            List<EnvVar> fromSecrets = workload.container().getEnv().stream()
                    .filter(variable -> variable.getValueFrom() != null
                            && variable.getValueFrom().getSecretKeyRef() != null)
                    .toList();
            assertThat(fromSecrets).singleElement().matches(variable -> variable.getName()
                    .equals("KAFKA_SSL_KEYSTORE_PASSWORD"));
            assertThat(workload.container().getEnvFrom()).noneMatch(source -> source.getSecretRef() != null);
        }
    }

    @Test
    void theRepositoryHoldsNoSecretOfProduction() throws Exception {
        assertThat(Manifests.of(Manifests.PROD).ofKind("Secret")).isEmpty();
        assertThat(Manifests.of(Manifests.BASE).ofKind("Secret")).isEmpty();
    }

    @Test
    void everySecretThatIsMountedComesFromSomewhere() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        Set<String> made = new TreeSet<>(Set.of("waymark-cluster-ca-cert", "waymark-postgresql-ca"));
        prod.ofKind("KafkaUser").forEach(user -> made.add(Manifests.name(user)));
        prod.ofKind("ExternalSecret")
                .forEach(secret -> made.add(secret.at("/spec/target/name").asText()));

        assertThat(prod.services())
                .allSatisfy(workload -> assertThat(workload.pod().getVolumes())
                        .filteredOn(volume -> volume.getSecret() != null)
                        .allMatch(volume -> made.contains(volume.getSecret().getSecretName())));
    }

    /** A subPath never changes, and the rotation of secrets would go unheard. */
    @Test
    void aRotationIsHeardByWebhookIngest() throws Exception {
        Workload ingest = Manifests.of(Manifests.PROD).workloads().stream()
                .filter(workload -> workload.name().equals("webhook-ingest"))
                .findFirst()
                .orElseThrow();
        VolumeMount secrets = ingest.container().getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals("secrets"))
                .findFirst()
                .orElseThrow();

        assertThat(secrets.getSubPath()).isNull();
        assertThat(ingest.settings()).containsEntry("WAYMARK_SECRETS_DIR", secrets.getMountPath());
    }

    @Test
    void aRoleOfTheDatabaseHasTheUserAndThePasswordOfItsService() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        JsonNode cluster = prod.one("Cluster", "waymark-postgresql");
        for (JsonNode role : cluster.at("/spec/managed/roles")) {
            String service = role.path("name").asText();
            JsonNode own = prod.one("ExternalSecret", service + "-secrets").at("/spec/data/0");
            JsonNode roles =
                    prod.one("ExternalSecret", role.at("/passwordSecret/name").asText());
            assertThat(own.path("secretKey").asText()).isEqualTo("waymark.postgres.password");
            assertThat(roles.at("/spec/data/0/remoteRef").toString())
                    .isEqualTo(own.path("remoteRef").toString());
            assertThat(roles.at("/spec/target/template/data/username").asText()).isEqualTo(service);
            assertThat(settings(prod, service))
                    .containsEntry("WAYMARK_POSTGRES_USER", service)
                    .containsEntry("WAYMARK_POSTGRES_HOST", Manifests.name(cluster) + "-rw");
        }
    }

    /** By JDBC go the migrations, by the other way everything else. */
    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void bothWaysToPostgresqlBelieveItsAuthorityAlone(String kustomization) throws Exception {
        String authority = "/var/run/postgresql/ca/ca.crt";
        assertThat(Manifests.of(kustomization).services())
                .filteredOn(workload -> workload.settings().containsKey("WAYMARK_POSTGRES_USER"))
                .hasSize(3)
                .allSatisfy(workload -> {
                    assertThat(workload.container().getVolumeMounts())
                            .filteredOn(mount -> authority.startsWith(mount.getMountPath() + "/"))
                            .singleElement()
                            .extracting(VolumeMount::getName)
                            .isEqualTo("postgresql-ca");
                    assertThat(workload.settings())
                            .containsEntry("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "verify-ca")
                            .containsEntry("QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS", authority)
                            .containsEntry("QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLMODE", "verify-ca")
                            .containsEntry("QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLROOTCERT", authority);
                });
    }

    private static Map<String, String> settings(Manifests manifests, String service) {
        return manifests.workloads().stream()
                .filter(workload -> workload.name().equals(service))
                .findFirst()
                .orElseThrow()
                .settings();
    }
}
