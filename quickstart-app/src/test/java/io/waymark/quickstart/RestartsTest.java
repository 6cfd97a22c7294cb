package io.waymark.quickstart;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartsTest {

    private final Restarts restarts = new Restarts();

    @Test
    void waitsLongerEachTimeUpToHalfAMinute() {
        Stream<Duration> waits =
                Stream.generate(() -> restarts.after(ofSeconds(5))).limit(7);

        assertThat(waits.map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void beginsAnewAfterAMinuteOfHealth() {
        restarts.after(ofSeconds(5));
        restarts.after(ofSeconds(5));

        assertThat(restarts.after(ofMinutes(1))).isEqualTo(ofSeconds(1));
    }
}
