package io.waymark.deploy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.deploy.Repository;
import io.waymark.deploy.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards that Grafana can load from any data source, and that say what they show. */
class DashboardsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)}");

    static List<Path> dashboards() throws IOException {
        return Rules.files("dashboards", ".json");
    }

    @Test
    void thereIsOneForEachOfThePipelineTheCarriersTheSettlementsAndTheServices() throws IOException {
        assertThat(dashboards().stream().map(file -> file.getFileName().toString()))
                .containsExactly("carriers.json", "pipeline.json", "service.json", "settlements.json");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsAndInWhatUnit(Path file) throws IOException {
        assertThat(panels(file)).isNotEmpty().allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotEmpty();
            assertThat(panel.path("description").asText()).as(title).isNotEmpty();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotEmpty();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
        });
        assertThat(panels(file)).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryGoesToTheDataSourceThatIsChosenAndUsesVariablesThatThereAre(Path file) throws IOException {
        JsonNode dashboard = Rules.read(file);
        List<String> variables = Rules.each(dashboard.at("/templating/list"))
                .map(variable -> variable.path("name").asText())
                .toList();
        assertThat(variables).contains("datasource");

        for (JsonNode panel : panels(file)) {
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(variables(target.path("expr").asText())).isSubsetOf(variables);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryIsOneThatPrometheusUnderstands(Path file, @TempDir Path directory) throws Exception {
        List<Map<String, String>> rules = panels(file).stream()
                .flatMap(panel -> Rules.each(panel.path("targets")))
                .map(target -> VARIABLE.matcher(target.path("expr").asText()).replaceAll("5m"))
                .distinct()
                .map(query -> Map.of("record", "query", "expr", query))
                .toList();
        Path asRules = directory.resolve("queries.yaml");
        new YAMLMapper()
                .writeValue(asRules.toFile(), Map.of("groups", List.of(Map.of("name", "queries", "rules", rules))));

        assertThat(Tool.PROMTOOL.run(directory, "check", "rules", "--lint=none", asRules.toString()))
                .contains(rules.size() + " rules found");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsDoNotCoverEachOther(Path file) throws IOException {
        List<String> cells = new ArrayList<>();
        for (JsonNode panel : Rules.read(file).path("panels")) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            int below = place.path("y").asInt() + place.path("h").asInt();
            assertThat(right).isLessThanOrEqualTo(24);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt(); y < below; y++) {
                    cells.add(x + "/" + y);
                }
            }
        }
        assertThat(cells).doesNotHaveDuplicates();
    }

    @Test
    void kubernetesHasThemAllAsConfigMapsThatGrafanaFinds() throws Exception {
        String component =
                Tool.KUBECTL.run(Repository.path("deploy/kubernetes/components/monitoring"), "kustomize", ".");

        for (Path file : dashboards()) {
            assertThat(component)
                    .contains("name: waymark-dashboard-"
                            + file.getFileName().toString().replace(".json", ""));
        }
        assertThat(component.split("grafana_dashboard: \"1\"", -1))
                .hasSize(dashboards().size() + 1);
    }

    private static List<JsonNode> panels(Path file) throws IOException {
        return Rules.each(Rules.read(file).path("panels"))
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    /** But those that Grafana brings, whose names begin with two underscores. */
    private static List<String> variables(String query) {
        Matcher found = VARIABLE.matcher(query);
        return Stream.iterate(found.find(), Boolean::booleanValue, any -> found.find())
                .map(any -> found.group(1) != null ? found.group(1) : found.group(2))
                .filter(name -> !name.startsWith("__"))
                .toList();
    }
}
