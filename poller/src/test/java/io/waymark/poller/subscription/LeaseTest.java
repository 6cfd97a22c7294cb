package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a claimed row stays with a replica that may be gone. */
class LeaseTest {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    @Test
    void theDefaultOutlivesEveryCallAndLittleMore() {
        Duration lease = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, (Converter<Duration>) new DurationConverter())
                .withMapping(SubscriptionsConfig.class)
                .build()
                .getConfigMapping(SubscriptionsConfig.class)
                .lease();

        assertThat(lease).isEqualTo(Duration.ofSeconds(20));
        SubscriptionScheduler.checkLease(lease, CONNECT, ANSWER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 13})
    void oneThatACallCouldOutliveStopsTheStart(long seconds) {
        assertThatIllegalStateException()
                .isThrownBy(() -> SubscriptionScheduler.checkLease(Duration.ofSeconds(seconds), CONNECT, ANSWER))
                .withMessageStartingWith("WAYMARK_SUBSCRIPTIONS_LEASE is PT" + seconds + "S; it must be longer than")
                .withMessageContaining("WAYMARK_CALLS_ANSWER_TIMEOUT (PT10S)");
    }
}
