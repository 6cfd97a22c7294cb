package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waymark.contract.SettlementState;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway that answers nothing for long is left alone, holds up no other, and gets everything once it is back. */
@QuarkusTest
@TestProfile(SandboxCases.BothGateways.class)
class GatewayDownIT extends SandboxCases {

    private static final int FOR_LONG = 100_000;

    @Inject
    MeterRegistry metrics;

    @ParameterizedTest
    @CsvSource({"onerway, asiabill, http500", "asiabill, onerway, http500", "asiabill, onerway, timeout"})
    void itsBreakerOpensAndItsSettlementsOutliveTheOutage(String down, String other, String fault) {
        gateways.will(down, fault, FOR_LONG);
        List<Parcel> waiting = Stream.of("1", "2", "3", "4")
                .map(number -> delivered(parcel(down, "GD-" + down + fault + number)))
                .toList();
        await().atMost(PATIENCE).until(() -> breakerOf(down) == 1);

        Parcel through = delivered(parcel(other, "GO-" + down + fault));

        awaitState(through, SettlementState.ACKNOWLEDGED);
        assertThat(breakerOf(down)).isEqualTo(1);
        assertThat(breakerOf(other)).isEqualTo(0);

        gateways.willBehave();

        waiting.forEach(parcel -> awaitState(parcel, SettlementState.ACKNOWLEDGED));
        assertThat(breakerOf(down)).isEqualTo(0);
        assertThat(waiting)
                .allSatisfy(parcel ->
                        assertThat(effectsOf(parcel)).containsOnlyOnce(true).endsWith(true));
    }

    private double breakerOf(String gateway) {
        return metrics.get("gateway_breaker_open")
                .tag("gateway", gateway)
                .gauge()
                .value();
    }
}
