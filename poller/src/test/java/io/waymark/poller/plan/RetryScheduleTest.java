package io.waymark.poller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final double MIDDLE = 0.5;

    private final RetrySchedule schedule = new RetrySchedule(Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"1,PT30S", "2,PT1M", "3,PT2M", "4,PT4M", "5,PT8M", "6,PT16M", "7,PT32M", "8,PT1H", "9,PT1H", "999,PT1H"
    })
    void doublesUpToAnHour(int attempts, Duration wait) {
        assertThat(schedule.after(attempts, MIDDLE)).isEqualTo(wait);
    }

    @Test
    void differsByAFifthEitherWay() {
        assertThat(schedule.after(1, 0)).isEqualTo(Duration.ofSeconds(24));
        assertThat(schedule.after(1, 1)).isEqualTo(Duration.ofSeconds(36));
    }

    @Test
    void pausesForTenMinutes() {
        assertThat(schedule.pause()).isEqualTo(Duration.ofMinutes(10));
    }
}
