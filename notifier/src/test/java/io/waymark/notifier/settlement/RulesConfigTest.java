package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesConfigTest {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(longs = {1, 13})
    void aLeaseThatAnAttemptCouldOutliveStopsTheStart(long seconds) {
        assertThatIllegalStateException()
                .isThrownBy(() -> RulesConfig.checkLease(Duration.ofSeconds(seconds), CONNECT, READ))
                .withMessage("WAYMARK_SETTLEMENT_LEASE is PT" + seconds + "S; it must be longer than"
                        + " WAYMARK_GATEWAY_CONNECT_TIMEOUT (PT3S) and WAYMARK_GATEWAY_READ_TIMEOUT (PT10S) together");
    }

    @Test
    void aLeaseLongerThanBothTimeOutsIsFine() {
        assertThatCode(() -> RulesConfig.checkLease(Duration.ofMillis(13_001), CONNECT, READ))
                .doesNotThrowAnyException();
    }
}
