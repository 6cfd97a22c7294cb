package io.waymark.deploy.monitoring;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.deploy.Repository;
import io.waymark.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules as Prometheus understands them; every alert is tested, and somebody who is woken finds what to do. */
class RulesTest {

    private static final Path RUNBOOKS = Repository.path("docs/runbooks");

    @Test
    void prometheusTakesItsConfigurationAndEveryRule() throws Exception {
        assertThat(Tool.PROMTOOL.run(Rules.DIRECTORY, "check", "config", "prometheus.yml"))
                .contains("SUCCESS");
        for (Path file : Rules.files("rules", ".yaml")) {
            Tool.PROMTOOL.run(Rules.DIRECTORY, "check", "rules", "--lint-fatal", file.toString());
        }
    }

    @Test
    void everyAlertFiresAndStaysSilentAsItsTestsSay() throws Exception {
        for (Path file : Rules.files("tests", ".yaml")) {
            Tool.PROMTOOL.run(Rules.DIRECTORY.resolve("tests"), "test", "rules", file.toString());
        }
    }

    @Test
    void everyAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
        Set<String> alerts = names(Rules.alerts(), "alert");
        List<JsonNode> expectations = Rules.expectations();

        assertThat(names(where(expectations, false), "alertname")).isEqualTo(alerts);
        assertThat(names(where(expectations, true), "alertname")).isEqualTo(alerts);
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        try (Stream<Path> books = Files.list(RUNBOOKS)) {
            assertThat(books.map(book -> book.getFileName().toString()).collect(toSet()))
                    .isEqualTo(names(Rules.alerts(), "alert").stream()
                            .map(alert -> alert + ".md")
                            .collect(toSet()));
        }
    }

    @Test
    void everyRunbookSaysWhatItMeansWhatItCostsWhereToLookAndWhatToDo() throws IOException {
        for (JsonNode alert : Rules.alerts()) {
            String name = alert.path("alert").asText();
            List<String> book = Files.readAllLines(RUNBOOKS.resolve(name + ".md"));
            assertThat(book.stream().filter(line -> line.startsWith("#")).toList())
                    .as(name)
                    .containsExactly("# " + name, "## Meaning", "## Impact", "## What to look at", "## What to do");
        }
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWhereItsRunbookIs() throws IOException {
        for (JsonNode alert : Rules.alerts()) {
            String name = alert.path("alert").asText();
            assertThat(name).startsWith("Waymark");
            assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
            assertThat(alert.at("/annotations/summary").asText()).as(name).isNotEmpty();
            assertThat(alert.at("/annotations/description").asText()).as(name).isNotEmpty();
            assertThat(alert.at("/annotations/runbook_url").asText()).endsWith("/docs/runbooks/" + name + ".md");
        }
    }

    @Test
    void kubernetesHasTheSameRules() throws IOException {
        Path copies = Repository.path("deploy/kubernetes/components/monitoring/rules");
        for (Path file : Rules.files("rules", ".yaml")) {
            JsonNode copy = Rules.read(copies.resolve(file.getFileName()));
            assertThat(copy.path("kind").asText()).isEqualTo("PrometheusRule");
            assertThat(copy.path("spec")).as("deploy/monitoring/copy-rules").isEqualTo(Rules.read(file));
        }
        try (Stream<Path> all = Files.list(copies)) {
            assertThat(all).hasSameSizeAs(Rules.files("rules", ".yaml"));
        }
    }

    private static List<JsonNode> where(List<JsonNode> expectations, boolean silent) {
        return expectations.stream()
                .filter(expected -> expected.path("exp_alerts").isEmpty() == silent)
                .toList();
    }

    private static Set<String> names(List<JsonNode> nodes, String field) {
        return nodes.stream().map(node -> node.path(field).asText()).collect(Collectors.toSet());
    }
}
