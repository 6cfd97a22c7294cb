package io.waymark.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.api.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HourRangeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:41:00Z");

    @Test
    void withoutTimesItIsTheLastTwentyFourHoursWithThePresentOne() {
        assertThat(HourRange.of(null, null, NOW))
                .isEqualTo(new HourRange(Instant.parse("2026-11-21T10:00:00Z"), Instant.parse("2026-11-22T10:00:00Z")));
    }

    @Test
    void withoutABeginningItIsADay() {
        assertThat(HourRange.of(null, "2026-11-20T12:30:00+08:00", NOW))
                .isEqualTo(new HourRange(Instant.parse("2026-11-19T04:00:00Z"), Instant.parse("2026-11-20T04:30:00Z")));
    }

    @Test
    void aDayBeginsInUtcAndAPlusSignThatBecameABlankIsRead() {
        assertThat(HourRange.of("2026-11-20", "2026-11-22T12:00:00 08:00", NOW))
                .isEqualTo(new HourRange(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-22T04:00:00Z")));
    }

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        assertThatThrownBy(() -> HourRange.of("2026-11-22", "2026-11-21", NOW)).isInstanceOf(ProblemException.class);
    }
}
