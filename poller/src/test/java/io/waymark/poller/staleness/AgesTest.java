package io.waymark.poller.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.poller.plan.LogScale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void theStepsReachFromASecondToAYearWithoutGaps() {
        List<Instant> ends = Ages.ends(NOW);

        assertThat(Duration.between(ends.get(0), NOW)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(Duration.between(ends.get(ends.size() - 1), NOW)).isGreaterThan(Duration.ofDays(366));
        for (int index = 1; index < ends.size(); index++) {
            double longer = (double) Duration.between(ends.get(index), NOW).toMillis()
                    / Duration.between(ends.get(index - 1), NOW).toMillis();
            assertThat(longer).isBetween(1.0, 1.29);
        }
    }

    @Test
    void aStepStandsForTheAgeAtWhichItEnds() {
        List<Instant> ends = Ages.ends(NOW);

        assertThat(ends.get(7)).isEqualTo(NOW.minus(LogScale.upper(Ages.bucket(7))));
    }

    @Test
    void percentilesAreOfAllThatAreOpen() {
        Staleness staleness =
                Ages.staleness(new Kind("sto", "sto"), new TreeMap<>(Map.of(Ages.bucket(3), 94L, Ages.bucket(9), 6L)));

        assertThat(staleness.open()).isEqualTo(100);
        assertThat(staleness.p50()).isEqualTo(LogScale.upper(Ages.bucket(3)));
        assertThat(staleness.p95()).isEqualTo(LogScale.upper(Ages.bucket(9)));
    }
}
