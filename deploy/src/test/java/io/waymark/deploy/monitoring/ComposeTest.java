package io.waymark.deploy.monitoring;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.contract.Topic;
import io.waymark.deploy.Repository;
import io.waymark.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole in containers, as docker-compose 1.29 reads it, which takes less than its successors do. */
class ComposeTest {

    private static final List<String> SERVICES =
            List.of("console", "webhook-ingest", "poller", "normalizer", "notifier");

    /** Where the services find PostgreSQL, and as whom, is not the caller's to say. */
    private static final Set<String> FIXED = Set.of(
            "WAYMARK_POSTGRES_HOST",
            "WAYMARK_POSTGRES_PORT",
            "WAYMARK_POSTGRES_DATABASE",
            "WAYMARK_POSTGRES_USER",
            "WAYMARK_POSTGRES_PASSWORD");

    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void whatRunsIsAllThereAndOfFixedVersions() throws Exception {
        JsonNode services = composed("").path("services");

        assertThat(services.fieldNames())
                .toIterable()
                .containsAll(SERVICES)
                .contains("kafka", "topics", "postgresql", "sandbox", "prometheus", "grafana", "jaeger");
        assertThat(services)
                .allSatisfy(service ->
                        assertThat(service.path("image").asText()).matches("[a-z/-]+:(dev|v?\\d+\\.\\d+(\\.\\d+)?)"));
    }

    @Test
    void everySettingReachesEveryService() throws Exception {
        Set<String> settings = Settings.known();
        settings.removeAll(FIXED);
        assertThat(settings).hasSizeGreaterThan(100);

        JsonNode services = composed(
                        settings.stream().map(name -> name + "=of-" + name).collect(joining("\n")))
                .path("services");

        for (String service : SERVICES) {
            JsonNode environment = services.path(service).path("environment");
            assertThat(settings)
                    .as("what reaches %s is named in deploy/compose/settings.env", service)
                    .allMatch(name -> environment.path(name).asText().equals("of-" + name));
        }
    }

    @Test
    void aSettingThatNobodyKnowsReachesEveryServiceFromAFileOfTheCaller() throws Exception {
        Path further = Files.writeString(directory.resolve("further.env"), "WAYMARK_ONERWAY_SHOP2_SECRET=another");

        JsonNode services = composed("WAYMARK_ENV_FILE=" + further).path("services");

        assertThat(SERVICES).allSatisfy(service -> assertThat(
                        services.at("/" + service + "/environment/WAYMARK_ONERWAY_SHOP2_SECRET")
                                .asText())
                .isEqualTo("another"));
    }

    @Test
    void everyContainerOfOursIsRestrictedAndHasTheMemoryItHasInACluster() throws Exception {
        JsonNode services = composed("").path("services");
        for (String name : List.of("console", "webhook-ingest", "poller", "normalizer", "notifier", "sandbox")) {
            String place = name.equals("sandbox") ? "overlays/dev/" : "base/";
            String memory = Rules.read(Repository.path("deploy/kubernetes/" + place + name + "/workload.yaml"))
                    .at("/spec/template/spec/containers/0/resources/limits/memory")
                    .asText();
            JsonNode service = services.path(name);

            assertThat(memory).endsWith("Mi");
            assertThat(service.path("mem_limit").asText()).as(name).isEqualTo(memory.replace("Mi", "m"));
        }
        assertThat(services)
                .filteredOn(service -> service.path("image").asText().startsWith("waymark/"))
                .hasSize(7)
                .allSatisfy(service -> {
                    assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
                    assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
                    assertThat(service.has("mem_limit")).isTrue();
                });
    }

    @Test
    void nobodyElseReachesAnythingUnlessTheCallerSaysSo() throws Exception {
        assertThat(published("")).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(published("WAYMARK_BIND=0.0.0.0"))
                .filteredOn(port -> port.startsWith("0.0.0.0:"))
                .containsExactlyInAnyOrder(
                        "0.0.0.0:8080:8080/tcp",
                        "0.0.0.0:8081:8081/tcp",
                        "0.0.0.0:8082:8082/tcp",
                        "0.0.0.0:8083:8083/tcp",
                        "0.0.0.0:8084:8084/tcp",
                        "0.0.0.0:8090:8090/tcp");
    }

    private List<String> published(String environment) throws Exception {
        return Rules.each(composed(environment).path("services"))
                .flatMap(service -> Rules.each(service.path("ports")))
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void theBrokerTakesTheLargestRecord() throws IOException {
        assertThat(YAML.readTree(Repository.path("docker-compose.yml").toFile())
                        .at("/services/kafka/environment/KAFKA_MESSAGE_MAX_BYTES")
                        .asInt())
                .isEqualTo(Topic.MAX_RECORD_BYTES + Topic.HEADROOM_BYTES);
    }

    @Test
    void whatIsMountedIsThere() throws IOException {
        Rules.each(YAML.readTree(Repository.path("docker-compose.yml").toFile()).path("services"))
                .flatMap(service -> Rules.each(service.path("volumes")))
                .map(volume -> volume.asText().split(":")[0])
                .filter(source -> source.startsWith("./"))
                .forEach(source -> assertThat(Repository.path(source)).exists());
    }

    @Test
    void prometheusAsksEveryServiceAtItsManagementPort() throws IOException {
        JsonNode jobs = Rules.read(Rules.DIRECTORY.resolve("prometheus.yml")).path("scrape_configs");

        Stream<String> asked = Rules.each(jobs)
                .map(job -> job.path("job_name").asText() + " "
                        + job.at("/static_configs/0/targets/0").asText()
                        + job.path("metrics_path").asText());
        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(SERVICES.stream()
                        .map(service -> service + " " + service + ":"
                                + Settings.property(service, "quarkus.management.port") + "/q/metrics")
                        .toList());
    }

    private JsonNode composed(String environment) throws Exception {
        Path file = Files.writeString(directory.resolve("environment"), environment + "\n");
        return YAML.readTree(Tool.DOCKER_COMPOSE.run(project(), "--env-file", file.toString(), "config"));
    }

    /** The composition apart: it wants the directories of images to be there, which are packaged after this module. */
    private Path project() throws IOException {
        Path project = directory.resolve("project");
        for (String name : List.of("docker-compose.yml", "deploy/compose/settings.env", "deploy/compose/further.env")) {
            Path copy = project.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(Repository.path(name), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        for (JsonNode service :
                YAML.readTree(project.resolve("docker-compose.yml").toFile()).path("services")) {
            Files.createDirectories(project.resolve(service.path("build").asText()));
        }
        return project;
    }
}
