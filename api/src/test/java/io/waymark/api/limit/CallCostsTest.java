package io.waymark.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallCostsTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/shipments, 1",
        "POST, /v1/shipments, 1",
        "GET, /v1/shipments/export, 100",
        "GET, /v1/settlements/5d1c/dispute-pack, 20",
        "POST, /v1/settlements/5d1c/dispute-pack, 1",
        "GET, /v1/settlements/summary, 5",
        "GET, /v1/dead-letters/summary, 5",
        "GET, /v1/dead-letters, 1",
        "GET, /ui/dead-letters, 5",
        "GET, /ui/, 25",
        "GET, /ui/shipments, 1",
        "GET, /ui/carriers, 20",
        "GET, /ui/carriers/scorecard, 20",
        "GET, /v1/carriers/scorecard, 20",
        "GET, /ui/reports/daily, 20",
        "GET, /v1/reports/cod/parcels, 20",
        "GET, /ui/shipments/export, 100",
        "POST, /ui/imports, 100",
        "GET, /ui/settlements/5d1c/dispute-pack, 20"
    })
    void dearCallsCountForMore(String method, String path, long cost) {
        assertThat(CallCosts.of(method, path)).isEqualTo(cost);
    }

    @Test
    void aCallThatCostsMoreThanAnAllowanceHoldsTakesAllOfIt() {
        Allowances allowances = new Allowances(10, Duration.ofHours(1));

        assertThat(allowances.take("a", 100).isGranted()).isTrue();
        assertThat(allowances.take("a", 1).isGranted()).isFalse();
        assertThat(allowances.take("b", 1).isGranted()).isTrue();
    }

    @Test
    void lookingTakesNothing() {
        Allowances allowances = new Allowances(1, Duration.ofHours(1));

        assertThat(allowances.look("a", 1).isGranted()).isTrue();
        assertThat(allowances.look("a", 1).isGranted()).isTrue();
        assertThat(allowances.take("a", 1).isGranted()).isTrue();
        assertThat(allowances.look("a", 1).isGranted()).isFalse();
    }
}
