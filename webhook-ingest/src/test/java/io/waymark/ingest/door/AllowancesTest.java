package io.waymark.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    private final Allowances allowances = new Allowances(Map.of("sto", new Rate(2, Duration.ofHours(1))));

    @Test
    void countsEveryAccountForItself() {
        assertThat(allowances.allows("sto", "one")).isTrue();
        assertThat(allowances.allows("sto", "one")).isTrue();
        assertThat(allowances.allows("sto", "one")).isFalse();
        assertThat(allowances.allows("sto", "other")).isTrue();
    }

    @Test
    void limitsNobodyWhoHasNoLimit() {
        for (int i = 0; i < 1000; i++) {
            assertThat(allowances.allows("kuaidi100", "one")).isTrue();
        }
    }
}
