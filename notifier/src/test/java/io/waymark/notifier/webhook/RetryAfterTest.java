package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "120,                             120",
        "' 0 ',                           0",
        "'Sun, 22 Nov 2026 10:05:00 GMT', 300",
        "'Sun, 22 Nov 2026 09:00:00 GMT', 0",
        "-5,                              0",
        "99999999999999999999,            0",
        "soon,                            0",
        "1.5,                             0",
        "'',                              0",
        ",                                0"
    })
    void secondsAndDatesAreReadAndNothingElse(String header, long seconds) {
        assertThat(RetryAfter.of(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
