package io.waymark.poller.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.waymark.carriers.ProviderId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostConfigTest {

    private static CostConfig config(Map<String, String> environment) {
        return new CostConfig(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .build());
    }

    @Test
    void withoutSettingsNothingIsStoppedAndShanghaisMonthsCount() {
        CostConfig config = config(Map.of());

        assertThat(config.budget(ProviderId.KUAIDI100)).isEqualTo(new Budget(null, 10));
        assertThat(config.zone()).hasToString("Asia/Shanghai");
        assertThat(config.isBilledFor("subscribe")).isTrue();
        assertThat(config.isBilledFor("query")).isTrue();
    }

    @Test
    void everySettingComesFromTheEnvironment() {
        CostConfig config = config(Map.of(
                "WAYMARK_COST_KUAIDI100_BUDGET", "5000",
                "WAYMARK_COST_KUAIDI100_RESERVE_PERCENT", "25",
                "WAYMARK_COST_ZONE", "UTC",
                "WAYMARK_COST_BILLS_ON", "subscribe"));

        assertThat(config.budget(ProviderId.KUAIDI100)).isEqualTo(new Budget(5000L, 25));
        assertThat(config.budget(ProviderId.STO)).isEqualTo(new Budget(null, 10));
        assertThat(config.zone()).hasToString("UTC");
        assertThat(config.isBilledFor("query")).isFalse();
    }

    @Test
    void aBudgetThatIsNoneStopsTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> config(Map.of("WAYMARK_COST_STO_BUDGET", "-1")));
    }
}
