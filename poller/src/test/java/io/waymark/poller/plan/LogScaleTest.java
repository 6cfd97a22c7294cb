package io.waymark.poller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogScaleTest {

    /** From what the SQL function floor(8 * ln(milliseconds)) gives. */
    @ParameterizedTest
    @CsvSource({"PT0.001S,0", "PT0.002S,5", "PT1S,55", "PT1M,88", "PT4H,131", "P1D,146", "P30D,173"})
    void stepsGrowWithTheDuration(Duration gap, int step) {
        assertThat(LogScale.bucket(gap)).isEqualTo(step);
    }

    @Test
    void whatIsShorterThanTheScaleBelongsToItsFirstStep() {
        assertThat(LogScale.bucket(Duration.ZERO)).isZero();
        assertThat(LogScale.bucket(Duration.ofSeconds(-5))).isZero();
    }

    @Test
    void aStepEndsAfterItsDurationsAndAtMostAnEighthLater() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Duration gap =
                    Duration.ofMillis(1000 + random.nextLong(Duration.ofDays(40).toMillis()));

            Duration end = LogScale.upper(LogScale.bucket(gap));

            assertThat(end).isGreaterThanOrEqualTo(gap);
            assertThat(end.toMillis()).isLessThan((long) (gap.toMillis() * 1.14));
        }
    }

    @Test
    void aPercentileIsTheEndOfTheStepThatReachesTheShare() {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        counts.put(100, 94L);
        counts.put(120, 5L);
        counts.put(140, 1L);

        assertThat(LogScale.percentile(counts, 0.94, 1)).contains(LogScale.upper(100));
        assertThat(LogScale.percentile(counts, 0.95, 1)).contains(LogScale.upper(120));
        assertThat(LogScale.percentile(counts, 1, 1)).contains(LogScale.upper(140));
    }

    @Test
    void tooFewTellNothing() {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        assertThat(LogScale.percentile(counts, 0.5, 0)).isEmpty();

        counts.put(100, 9L);
        assertThat(LogScale.percentile(counts, 0.5, 10)).isEmpty();
        assertThat(LogScale.percentile(counts, 0.5, 9)).isPresent();
    }
}
