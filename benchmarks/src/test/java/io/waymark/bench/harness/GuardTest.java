package io.waymark.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    private static final Guard GUARD = new Guard(0.25, Map.of("ingest", Map.of("to bare", 0.8, "to peer", 2.0)));

    @Test
    void aRatioMayBeBelowByTheToleranceAndNoMore() {
        assertThat(GUARD.compare(Map.of("ingest", Map.of("to bare", 0.61, "to peer", 1.49))))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("ok").contains("to bare"),
                        line -> assertThat(line).startsWith("FELL").contains("to peer"));
    }

    @Test
    void aRatioThatIsNotMeasuredAnyMoreHasFallen() {
        assertThat(GUARD.compare(Map.of("ingest", Map.of("to bare", 0.9)))).anyMatch(line -> line.startsWith("FELL"));
        assertThat(GUARD.compare(Map.of())).hasSize(2).allMatch(line -> line.startsWith("FELL"));
    }

    @Test
    void whatIsWrittenDownIsReadAgain(@TempDir Path directory) throws IOException {
        Path baseline = directory.resolve("baseline.json");
        GUARD.with(Map.of("normalize", Map.of("to pass-through", 0.51239))).write(baseline);

        assertThat(Guard.read(baseline))
                .isEqualTo(new Guard(
                        0.25,
                        Map.of("ingest", GUARD.ratios().get("ingest"), "normalize", Map.of("to pass-through", 0.512))));
    }

    @Test
    void theRunAsksComparesAndWritesDown(@TempDir Path directory) throws Exception {
        double[] speed = {10};
        Question question = new Question(
                "slow", "how slow it is", Set.of(), (options, findings) -> findings.ratio("to limit", speed[0], 10));
        List<Question> questions = List.of(question);
        String baseline = directory.resolve("baseline.json").toString();
        String out = directory.resolve("out").toString();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardRun.of(questions, "--baseline", baseline, "--out", out))
                .withMessageContaining("--update true");
        assertThat(GuardRun.of(questions, "--baseline", baseline, "--out", out, "--update", "true"))
                .isTrue();
        assertThat(GuardRun.of(questions, "--baseline", baseline, "--out", out)).isTrue();
        speed[0] = 7;
        assertThat(GuardRun.of(questions, "--baseline", baseline, "--out", out, "--last", "true"))
                .isTrue();
        assertThat(GuardRun.of(questions, "--baseline", baseline, "--out", out)).isFalse();
    }
}
