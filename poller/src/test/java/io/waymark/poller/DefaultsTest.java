package io.waymark.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.waymark.poller.account.Kuaidi100Config;
import io.waymark.poller.account.StoConfig;
import io.waymark.poller.pace.RetryConfig;
import io.waymark.poller.query.CarrierCallsConfig;
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
                .withMapping(CarrierCallsConfig.class)
                .withMapping(Kuaidi100Config.class)
                .withMapping(StoConfig.class);
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        SmallRyeConfig config = config(Map.of());

        assertThat(config.getConfigMapping(RetryConfig.class).base()).isEqualTo(Duration.ofSeconds(30));
        CarrierCallsConfig calls = config.getConfigMapping(CarrierCallsConfig.class);
        assertThat(calls.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(calls.answerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(calls.maxAnswerBytes()).isEqualTo(1024 * 1024);
        assertThat(config.getConfigMapping(StoConfig.class).path()).isEqualTo("/gateway/link.do");
        assertThat(config.getConfigMapping(Kuaidi100Config.class).url()).isEmpty();
    }

    @Test
    void secretsAreAListWithTheNewestFirst() {
        SmallRyeConfig config = config(Map.of("waymark.kuaidi100.master-secrets", "new,old"));

        assertThat(config.getConfigMapping(Kuaidi100Config.class)
                        .masterSecrets()
                        .orElseThrow())
                .containsExactly("new", "old");
    }

    @Test
    void everySettingCanComeFromTheEnvironment() {
        SmallRyeConfig config = builder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "WAYMARK_KUAIDI100_URL", "http://localhost:8090/kuaidi100",
                                "WAYMARK_KUAIDI100_MASTER_SECRETS", "new,old",
                                "WAYMARK_KUAIDI100_CALLBACK_BASE", "http://localhost:8081",
                                "WAYMARK_KUAIDI100_CUSTOMER", "of no use here",
                                "WAYMARK_STO_APP_KEY", "app",
                                "WAYMARK_STO_ARTICLE_ENABLED", "true",
                                "WAYMARK_RETRY_BASE", "PT1S"),
                        300))
                .build();

        Kuaidi100Config kuaidi100 = config.getConfigMapping(Kuaidi100Config.class);
        assertThat(kuaidi100.url()).contains("http://localhost:8090/kuaidi100");
        assertThat(kuaidi100.masterSecrets().orElseThrow()).containsExactly("new", "old");
        assertThat(kuaidi100.callbackBase()).contains("http://localhost:8081");
        assertThat(config.getConfigMapping(StoConfig.class).appKey()).contains("app");
        assertThat(config.getConfigMapping(RetryConfig.class).base()).isEqualTo(Duration.ofSeconds(1));
    }
}
