package io.waymark.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.waymark.contract.Evidence;
import io.waymark.contract.SubStatus;
import io.waymark.notifier.gateway.GatewayConfig;
import io.waymark.notifier.settlement.RetryConfig;
import io.waymark.notifier.settlement.SettlementConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

    private static <C> C config(Class<C> type, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(type);
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        SettlementConfig settlement = config(SettlementConfig.class, Map.of());
        RetryConfig retry = config(RetryConfig.class, Map.of());
        GatewayConfig gateway = config(GatewayConfig.class, Map.of());

        assertThat(settlement.hold()).isEqualTo(Duration.ofHours(4));
        assertThat(settlement.acceptedSubStatuses())
                .containsExactlyInAnyOrder(
                        SubStatus.SIGNED, SubStatus.SIGNED_BY_RECIPIENT, SubStatus.SIGNED_AFTER_EXCEPTION);
        assertThat(settlement.acceptedEvidence()).containsExactlyInAnyOrder(Evidence.SIGNED_PUSH, Evidence.PULL);
        assertThat(settlement.tick()).isEqualTo(Duration.ofMillis(200));
        assertThat(settlement.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settlement.sweep()).isEqualTo(Duration.ofMinutes(1));
        assertThat(retry.base()).isEqualTo(Duration.ofSeconds(30));
        assertThat(retry.ceiling()).isEqualTo(Duration.ofHours(6));
        assertThat(retry.unknownCodePatience()).isEqualTo(Duration.ofHours(72));
        assertThat(gateway.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(gateway.readTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(gateway.parallel()).isEqualTo(8);
    }
}
