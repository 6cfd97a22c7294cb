package io.waymark.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.waymark.carriers.Providers;
import io.waymark.poller.account.ProviderSettingsConfig;
import io.waymark.poller.call.CarrierCallsConfig;
import io.waymark.poller.plan.RetryConfig;
import io.waymark.protocol.Settings;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

/** The defaults that the documentation promises, and the names under which they are changed. */
class DefaultsTest {

    private static SmallRyeConfig config(Map<String, String> values) {
        return builder().withDefaultValues(values).build();
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, (Converter<Duration>) new DurationConverter())
                .withMapping(RetryConfig.class)
                .withMapping(CarrierCallsConfig.class);
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        SmallRyeConfig config = config(Map.of());

        assertThat(config.getConfigMapping(RetryConfig.class).base()).isEqualTo(Duration.ofSeconds(30));
        CarrierCallsConfig calls = config.getConfigMapping(CarrierCallsConfig.class);
        assertThat(calls.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(calls.answerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(calls.maxAnswerBytes()).isEqualTo(1024 * 1024);
        assertThat(settings("sto", config).value("path")).isEqualTo("/gateway/link.do");
        assertThat(settings("kuaidi100", config).newest("url")).isEmpty();
    }

    @Test
    void secretsAreAListWithTheNewestFirst() {
        SmallRyeConfig config = config(Map.of("waymark.kuaidi100.master-secrets", "new,old"));

        assertThat(settings("kuaidi100", config).all("master-secrets")).containsExactly("new", "old");
    }

    @Test
    void aSingleValueMayHoldACommaAndBackslashes() {
        SmallRyeConfig config = config(Map.of("waymark.kuaidi100.key", "a,b"));

        assertThat(settings("kuaidi100", config).value("key")).isEqualTo("a,b");
    }

    @Test
    void everySettingCanComeFromTheEnvironment() {
        SmallRyeConfig config = builder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "WAYMARK_KUAIDI100_MASTER_SECRETS", "new,old",
                                "WAYMARK_KUAIDI100_CALLBACK_BASE", "http://localhost:8081",
                                "WAYMARK_STO_APP_KEY", "app",
                                "WAYMARK_RETRY_BASE", "PT1S"),
                        300))
                .build();

        Settings kuaidi100 = settings("kuaidi100", config);
        assertThat(kuaidi100.all("master-secrets")).containsExactly("new", "old");
        assertThat(kuaidi100.url("callback-base")).isEqualTo("http://localhost:8081");
        assertThat(settings("sto", config).value("app-key")).isEqualTo("app");
        assertThat(config.getConfigMapping(RetryConfig.class).base()).isEqualTo(Duration.ofSeconds(1));
    }

    private static Settings settings(String provider, SmallRyeConfig config) {
        return new ProviderSettingsConfig(config).of(Providers.of(provider).orElseThrow());
    }
}
