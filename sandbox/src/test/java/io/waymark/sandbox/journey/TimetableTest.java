package io.waymark.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final Instant START = Instant.parse("2026-11-20T04:00:00Z");
    private static final Duration LIFE = Duration.ofHours(40);

    @Test
    void tellsTheLastStepWhenItHappensAndTheFirstLongAfter() {
        Timetable fast = new Timetable(START, 2_400, LIFE);

        assertThat(fast.waitFor(LIFE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(fast.end()).isEqualTo(Instant.parse("2026-11-20T04:01:00Z"));
        assertThat(fast.written(LIFE)).isEqualTo("2026-11-20 12:01:00");
        assertThat(fast.written(Duration.ZERO)).isEqualTo("2026-11-18 20:01:00");
    }

    @Test
    void tellsEveryStepWhenItHappensAtTheSpeedOfLife() {
        Timetable asInLife = new Timetable(START, 1, LIFE);

        assertThat(asInLife.waitFor(Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
        assertThat(asInLife.written(Duration.ofHours(2))).isEqualTo("2026-11-20 14:00:00");
    }
}
