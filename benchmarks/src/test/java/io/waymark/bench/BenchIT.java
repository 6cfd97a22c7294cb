package io.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.harness.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every question is asked by its command, in its short form: all of it works. How fast it is, is not looked at here. */
class BenchIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OUT = Path.of("target", "short").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 600;

    @Test
    void everyQuestionIsAnswered() throws IOException, InterruptedException {
        Path log = Path.of("target", "short.log");
        Process run = new ProcessBuilder("./benchmarks/run", "all", "--short", "--out", OUT.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("in time")
                .isTrue();
        assertThat(log).content().contains("A short run");
        assertThat(run.exitValue()).as("see %s", log).isZero();
        for (Question question : Bench.all()) {
            JsonNode result = new ObjectMapper()
                    .readTree(
                            OUT.resolve(question.name()).resolve("result.json").toFile());
            assertThat(result.path("short").asBoolean()).isTrue();
            assertThat(result.path("tables")).as(question.name()).isNotEmpty().allSatisfy(table -> assertThat(
                            table.path("rows"))
                    .isNotEmpty());
            assertThat(result.path("targets"))
                    .filteredOn(target -> target.path("what").asText().contains("not in Kafka"))
                    .allSatisfy(target ->
                            assertThat(target.path("measured").asInt()).isZero());
        }
    }
}
