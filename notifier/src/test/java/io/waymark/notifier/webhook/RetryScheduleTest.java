package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final List<Duration> SHIPPED = new SmallRyeConfigBuilder()
            .withMapping(WebhookConfig.class)
            .build()
            .getConfigMapping(WebhookConfig.class)
            .retries();

    private final RetrySchedule least = new RetrySchedule(SHIPPED, 1, () -> 0);

    @Test
    void aMessageIsTriedForAtLeast75Hours() {
        Duration all = Duration.ZERO;
        for (int failed = 1; failed <= 9; failed++) {
            all = all.plus(least.next(failed, Duration.ZERO).orElseThrow());
        }

        assertThat(all).isGreaterThanOrEqualTo(Duration.ofHours(75));
        assertThat(least.next(10, Duration.ZERO)).isEmpty();
    }

    @Test
    void theFirstWaitsAreThoseOfStandardWebhooks() {
        assertThat(least.next(1, Duration.ZERO)).hasValue(Duration.ofSeconds(5));
        assertThat(least.next(2, Duration.ZERO)).hasValue(Duration.ofMinutes(5));
    }

    @Test
    void atMostATenthIsAdded() {
        RetrySchedule most = new RetrySchedule(SHIPPED, 1, () -> 1);

        assertThat(most.next(2, Duration.ZERO)).hasValue(Duration.ofSeconds(330));
    }

    @Test
    void whatAnEndpointAsksForIsHonouredIfItIsLongerButNotForMoreThanADay() {
        assertThat(least.next(1, Duration.ofMinutes(2))).hasValue(Duration.ofMinutes(2));
        assertThat(least.next(2, Duration.ofMinutes(2))).hasValue(Duration.ofMinutes(5));
        assertThat(least.next(1, Duration.ofDays(3))).hasValue(Duration.ofDays(1));
    }

    @Test
    void testsMayBeFaster() {
        RetrySchedule fast = new RetrySchedule(SHIPPED, 60, () -> 0);

        assertThat(fast.next(2, Duration.ZERO)).hasValue(Duration.ofSeconds(5));
        assertThat(fast.atSpeed(Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(500));
    }
}
