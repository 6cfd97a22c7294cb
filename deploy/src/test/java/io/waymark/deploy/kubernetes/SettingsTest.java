package io.waymark.deploy.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, Manifests.PROD})
    void everySettingIsOneThatTheServiceAsksFor(String kustomization) throws Exception {
        for (Workload workload : Manifests.of(kustomization).workloads()) {
            assertKnown(workload.name(), workload.settings().keySet());
        }
    }

    @Test
    void everySecretOfTheSandboxIsOneThatTheServiceAsksFor() throws Exception {
        Manifests dev = Manifests.of(Manifests.DEV);
        for (Workload workload : dev.services()) {
            for (JsonNode secret : dev.ofKind("Secret")) {
                if (Manifests.name(secret).startsWith(workload.name() + "-secrets-")) {
                    assertKnown(workload.name(), variables(secret.path("data")));
                }
            }
        }
    }

    /** Of what else lies in the store the manifests know no names. */
    @Test
    void everySecretThatIsFetchedByNameIsOneThatTheServiceAsksFor() throws Exception {
        for (String service : Set.of("console", "notifier", "poller")) {
            JsonNode fetched = Manifests.of(Manifests.PROD)
                    .one("ExternalSecret", service + "-secrets")
                    .at("/spec/data");
            assertThat(fetched).isNotEmpty();
            for (JsonNode one : fetched) {
                assertKnown(service, Set.of(variable(one.path("secretKey").asText())));
            }
        }
    }

    @Test
    void aSettingThatNobodyAsksForIsFound() throws Exception {
        Set<String> declared = DeclaredSettings.of("webhook-ingest");

        assertThat(declared)
                .contains("WAYMARK_INGEST_SPOOL_DIR", "WAYMARK_INGEST_OVERLOAD_LOOP_DELAY", "WAYMARK_STO_SECRETS");
        assertThat(DeclaredSettings.known(declared, "WAYMARK_INGEST_RATES_KUAIDI100"))
                .isTrue();
        assertThat(DeclaredSettings.known(declared, "WAYMARK_INGEST_SPOOL_DIRECTORY"))
                .isFalse();
        assertThat(DeclaredSettings.known(declared, "WAYMARK_POLLING_SPEED")).isFalse();
    }

    private static void assertKnown(String service, Set<String> variables) throws IOException {
        Set<String> declared = new TreeSet<>(DeclaredSettings.of(service));
        declared.addAll(kafka());
        declared.addAll(quarkus());
        assertThat(variables).as(service).allMatch(variable -> DeclaredSettings.known(declared, variable));
    }

    private static Set<String> kafka() {
        return Stream.concat(ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .map(name -> variable("kafka." + name))
                .collect(toSet());
    }

    private static Set<String> quarkus() throws IOException {
        Set<String> variables = new TreeSet<>();
        ObjectMapper mapper = new ObjectMapper();
        for (URL model : Collections.list(SettingsTest.class
                .getClassLoader()
                .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"))) {
            mapper.readTree(model)
                    .findValuesAsText("environmentVariable")
                    .forEach(variable -> variables.add(variable.replaceFirst("__PROPERTY_KEY_$", "_*")));
        }
        return variables;
    }

    /** Keys of a Secret are settings, or files of settings. */
    private static Set<String> variables(JsonNode secret) {
        Set<String> variables = new TreeSet<>();
        secret.fields().forEachRemaining(file -> {
            String content =
                    new String(Base64.getMimeDecoder().decode(file.getValue().asText()), UTF_8);
            variables.addAll(
                    file.getKey().equals("secrets.properties")
                            ? content.lines()
                                    .map(line -> variable(line.split("=", 2)[0]))
                                    .collect(toCollection(TreeSet::new))
                            : Set.of(variable(file.getKey())));
        });
        return variables;
    }

    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
