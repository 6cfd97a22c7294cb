package io.waymark.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    @Test
    void findingsAreWrittenForProgramsForPeopleAndAsPictures(@TempDir Path out) throws Exception {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.add(millis * 1_000_000L);
        }
        Question question = new Question("sample", "nothing", Set.of(), (options, findings) -> {
            findings.table("Some", "what", "a second", "p99").row("ours", 1234.4, latencies.millis(0.99));
            findings.ratio("to limit", 1, 2);
            findings.atLeast("half of the limit", 0.5, 0.5);
            findings.under("p99", latencies.millis(0.99), 20);
            findings.note("Nothing was lost.");
            findings.plot(Plot.lines(
                    "curve", "Latency", "1 in", "ms", Map.of("ours", latencies.curve()), Plot.Scale.LOG_LOG));
            findings.plot(
                    Plot.bars("bars", "Rates", "a second", List.of("4", "40"), Map.of("ours", List.of(1.0, 2.0))));
        });

        String text = question.answer(Options.of(Set.of(), "--short", "--out", out.toString()));

        assertThat(text)
                .contains("| ours | 1,234 | 990 |", "half of the limit | 0.50 | at least 0.50 | met", "**missed**");
        assertThat(text).contains("A short run", "Nothing was lost.");
        JsonNode json =
                new ObjectMapper().readTree(out.resolve("sample/result.json").toFile());
        assertThat(json.at("/ratios/to limit").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/machine/processors").asInt()).isPositive();
        assertThat(json.at("/tables/0/rows/0/1").asDouble()).isEqualTo(1234.4);
        assertThat(Files.readString(out.resolve("sample/curve.svg"))).contains("<svg", "Latency", "polyline");
        assertThat(Files.readString(out.resolve("sample/bars.svg"))).contains("<svg", "Rates", "40");
    }

    @Test
    void anOptionThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Options.of(Set.of("nodes"), "--secnds", "3")).hasMessageContaining("--secnds");
        assertThatThrownBy(() -> Options.of(Set.of("nodes"), "--nodes")).hasMessageContaining("--nodes");
        Options options = Options.of(Set.of("nodes"), "--nodes", "4", "--short");
        assertThat(options.number("nodes", 40, 2)).isEqualTo(4);
        assertThat(options.seconds(10, 1)).isEqualTo(1);
    }
}
