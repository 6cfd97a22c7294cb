package io.waymark.poller.plan;

import static io.waymark.carriers.ProviderId.KUAIDI100;
import static io.waymark.carriers.ProviderId.STO;
import static io.waymark.carriers.ProviderId.THIRTYPOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.waymark.poller.account.ProviderSettingsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The defaults that the documentation promises, and the names under which they are changed. */
class PlanSettingsTest {

    @TempDir
    Path folder;

    private static SmallRyeConfig environment(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, (Converter<Duration>) new DurationConverter())
                .withMapping(RulesConfig.class)
                .withMapping(HealingConfig.class)
                .withSources(new EnvConfigSource(variables, 300))
                .build();
    }

    private static PlanningConfig planning(Map<String, String> variables) {
        SmallRyeConfig config = environment(variables);
        return new PlanningConfig(
                config.getConfigMapping(RulesConfig.class), new ProviderSettingsConfig(config), config);
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        RulesConfig rules = environment(Map.of()).getConfigMapping(RulesConfig.class);
        HealingConfig healing = environment(Map.of()).getConfigMapping(HealingConfig.class);

        assertThat(rules.speed()).isEqualTo(1);
        assertThat(rules.rulesFile()).isEmpty();
        assertThat(rules.stop().terminal()).isEqualTo(Duration.ofDays(15));
        assertThat(rules.stop().noEvents()).isEqualTo(Duration.ofDays(30));
        assertThat(rules.stop().notFound()).isEqualTo(Duration.ofDays(14));
        assertThat(healing.pushOnly()).isFalse();
        assertThat(healing.leastSamples()).isEqualTo(50);
        assertThat(healing.history()).isEqualTo(Duration.ofDays(30));
        assertThat(healing.every()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aProvidersQuotaComesFromTheEnvironment() {
        Quotas quotas = planning(Map.of(
                        "WAYMARK_PACE_KUAIDI100_PUSH_INTERVAL", "PT1H",
                        "WAYMARK_PACE_KUAIDI100_RATE", "2000",
                        "WAYMARK_PACE_STO_GAP", "PT1S"))
                .quotas();

        assertThat(quotas.of(KUAIDI100).pushInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(quotas.of(KUAIDI100).rate()).isEqualTo(2000);
        assertThat(quotas.of(STO).gap()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void onlyASandboxIsAskedFaster() {
        Quotas quotas = planning(Map.of(
                        "WAYMARK_POLLING_SPEED", "1000",
                        "WAYMARK_KUAIDI100_URL", "http://localhost:8090/kuaidi100",
                        "WAYMARK_STO_URL", "https://cloudinter-linkgateway.sto.cn"))
                .quotas();

        assertThat(quotas.speed(KUAIDI100)).isEqualTo(1000);
        assertThat(quotas.speed(STO)).isEqualTo(1);
        assertThat(quotas.speed(THIRTYPOST)).isEqualTo(1);
    }

    @Test
    void aProviderThatIsARealOneAtAnyOfItsAddressesIsNot() {
        Quotas quotas = planning(Map.of(
                        "WAYMARK_POLLING_SPEED", "1000",
                        "WAYMARK_KUAIDI100_URL", "http://localhost:8090/kuaidi100",
                        "WAYMARK_KUAIDI100_AUTONUMBER_URL", "http://www.kuaidi100.com"))
                .quotas();

        assertThat(quotas.speed(KUAIDI100)).isEqualTo(1);
    }

    @Test
    void anOperatorsFileTakesThePlaceOfTheRules() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.csv"), "*,*,*,PT1M,P1D\n");

        assertThatThrownBy(() -> planning(Map.of("WAYMARK_POLLING_RULES_FILE", file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 6 cells in: *,*,*,PT1M,P1D");
        assertThatThrownBy(() -> planning(Map.of("WAYMARK_POLLING_RULES_FILE", folder + "/none.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("WAYMARK_POLLING_RULES_FILE");
    }
}
