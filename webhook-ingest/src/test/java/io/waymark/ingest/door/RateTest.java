package io.waymark.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @Test
    void isSoManyInATime() {
        assertThat(Rate.parse("500/s")).isEqualTo(new Rate(500, Duration.ofSeconds(1)));
        assertThat(Rate.parse(" 30000/min ")).isEqualTo(new Rate(30_000, Duration.ofMinutes(1)));
        assertThat(Rate.parse("100000/h")).isEqualTo(new Rate(100_000, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500", "0/s", "-1/s", "500/d", "1.5/s", "5000000000/s"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
