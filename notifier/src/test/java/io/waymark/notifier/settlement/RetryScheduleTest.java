package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final RetrySchedule SCHEDULE = new RetrySchedule(Duration.ofSeconds(30), Duration.ofHours(6));

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # attempts, chance, wait
            1         , 0     , PT30S
            2         , 0     , PT1M
            3         , 0     , PT2M
            1         , 0.5   , PT22.5S
            10        , 0     , PT4H16M
            11        , 0     , PT6H
            1000000   , 0     , PT6H
            1000000   , 0.5   , PT4H30M
            """)
    void waitsLongerEachTimeUpToTheCeiling(int attempts, double chance, Duration wait) {
        assertThat(SCHEDULE.after(attempts, chance)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # open, chance, wait
            PT0S  , 0     , PT30S
            PT1M  , 0     , PT1M
            PT1M  , 0.5   , PT45S
            PT72H , 0     , PT6H
            """)
    void waitsWithAQuestionForAsLongAsItHasBeenOpen(Duration open, double chance, Duration wait) {
        assertThat(SCHEDULE.afterQuestion(open, chance)).isEqualTo(wait);
    }
}
