package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.waymark.poller.call.CarrierCallsConfig;
import io.waymark.poller.call.Lease;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a claimed row stays with a replica that may be gone. */
class LeaseTest {

    private static final CarrierCallsConfig CALLS = builder().build().getConfigMapping(CarrierCallsConfig.class);

    @Test
    void theDefaultOutlivesEveryCallAndLittleMore() {
        Duration lease =
                builder().build().getConfigMapping(SubscriptionsConfig.class).lease();

        assertThat(lease).isEqualTo(Duration.ofSeconds(20));
        Lease.check("ANY", lease, CALLS);
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, (Converter<Duration>) new DurationConverter())
                .withMapping(CarrierCallsConfig.class)
                .withMapping(SubscriptionsConfig.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 13})
    void oneThatACallCouldOutliveStopsTheStart(long seconds) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Lease.check("WAYMARK_SUBSCRIPTIONS_LEASE", Duration.ofSeconds(seconds), CALLS))
                .withMessageStartingWith("WAYMARK_SUBSCRIPTIONS_LEASE is PT" + seconds + "S; it must be longer than")
                .withMessageContaining("WAYMARK_CALLS_ANSWER_TIMEOUT (PT10S)");
    }
}
