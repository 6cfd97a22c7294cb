package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void theCallersVariablesReachTheServicesAndWin() {
        Map<String, String> environment = Settings.over(
                        Map.of("WAYMARK_STO_SECRETS", "mine", "WAYMARK_ANYTHING", "else"))
                .environment();

        assertThat(environment)
                .containsEntry("WAYMARK_STO_SECRETS", "mine")
                .containsEntry("WAYMARK_ANYTHING", "else")
                .containsEntry("WAYMARK_KUAIDI100_SALTS", "quickstart-salt");
    }

    @Test
    void servicesAlwaysUseTheQuickstartsKafka() {
        assertThat(Settings.over(Map.of("KAFKA_BOOTSTRAP_SERVERS", "elsewhere:9092"))
                        .environment())
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092");
    }

    @Test
    void carriersAreAskedAtTheDemosSpeedUnlessTheCallerNamesOne() {
        assertThat(Settings.over(Map.of()).environment()).containsEntry("WAYMARK_POLLING_SPEED", "1000");
        assertThat(Settings.over(Map.of("WAYMARK_STO_ARTICLE_URL", "http://localhost:1"))
                        .environment())
                .doesNotContainKey("WAYMARK_POLLING_SPEED");
        assertThat(Settings.over(Map.of("WAYMARK_POLLING_SPEED", "1")).environment())
                .containsEntry("WAYMARK_POLLING_SPEED", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # WAYMARK_API_KEYS | the demo's key
            one                | one
            one,two            | one
            acme=one,two       | one
            b25lCg==           | b25lCg==
            acme=b25lCg==      | b25lCg==
            """)
    void theDemoUsesTheFirstKey(String configured, String expected) {
        assertThat(Settings.over(Map.of("WAYMARK_API_KEYS", configured)).apiKey())
                .isEqualTo(expected);
    }
}
