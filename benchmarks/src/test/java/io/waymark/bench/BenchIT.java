package io.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Questions are asked by their command, in the short form: all of it works. How fast it is, is not looked at here. The others start
 * whole systems, and would take minutes of every build: they are asked by hand.
 */
class BenchIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OUT = Path.of("target", "short").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 300;

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "normalize"})
    void aQuestionIsAnswered(String name) throws IOException, InterruptedException {
        Path log = Path.of("target", name + "-short.log");
        Process run = new ProcessBuilder("./benchmarks/run", name, "--short", "--out", OUT.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("in time")
                .isTrue();
        assertThat(log).content().contains("A short run");
        assertThat(run.exitValue()).as("see %s", log).isZero();
        JsonNode result = new ObjectMapper()
                .readTree(OUT.resolve(name).resolve("result.json").toFile());
        assertThat(result.path("short").asBoolean()).isTrue();
        assertThat(result.path("tables")).isNotEmpty().allSatisfy(table -> assertThat(table.path("rows"))
                .isNotEmpty());
        assertThat(result.path("targets"))
                .filteredOn(target -> target.path("what").asText().contains("not in Kafka"))
                .allSatisfy(
                        target -> assertThat(target.path("measured").asInt()).isZero());
    }
}
