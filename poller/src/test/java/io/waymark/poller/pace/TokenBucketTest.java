package io.waymark.poller.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final TokenBucket empty = new TokenBucket(0, 20, 40);

    @Test
    void callsComeTogetherAtTheRateUpToTheBurst() {
        assertThat(empty.calls()).isZero();
        assertThat(empty.after(Duration.ofMillis(49)).calls()).isZero();
        assertThat(empty.after(Duration.ofMillis(50)).calls()).isEqualTo(1);
        assertThat(empty.after(Duration.ofMillis(1500)).calls()).isEqualTo(30);
        assertThat(empty.after(Duration.ofHours(1)).calls()).isEqualTo(40);
    }

    @Test
    void manySmallStepsAreWorthAsMuchAsALongOne() {
        TokenBucket bucket = empty;
        for (int step = 0; step < 1000; step++) {
            bucket = bucket.after(Duration.ofNanos(500_500));
        }

        assertThat(bucket.calls()).isEqualTo(10);
    }

    @Test
    void aClockThatWasSetBackBringsAndTakesNothing() {
        assertThat(empty.after(Duration.ofSeconds(1))
                        .after(Duration.ofHours(-1))
                        .calls())
                .isEqualTo(20);
    }

    @Test
    void whatIsTakenIsGone() {
        TokenBucket full = empty.after(Duration.ofHours(1));

        assertThat(full.without(38).calls()).isEqualTo(2);
        assertThat(full.without(38).after(Duration.ofMillis(100)).calls()).isEqualTo(4);
    }
}
